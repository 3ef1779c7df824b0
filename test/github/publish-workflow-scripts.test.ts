import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import fc from 'fast-check';
import { WorkflowTag } from '../../lib/github/workflow-tag';
import { EcsDeployment } from '../../lib/publisher/ecs-deployment';
import { stepsIn } from './workflow-lint';
import { digestOf, newMachine, scriptOf, sha } from './workflow-machine';
import { workflowOf } from './workflow-of';

const { run: runScript, image, manifestOf, discard } = newMachine();
afterAll(discard);

const allTags = scriptOf(
  workflowOf({
    tags: [
      WorkflowTag.commit(),
      WorkflowTag.shortCommit(),
      WorkflowTag.branch(),
      WorkflowTag.semanticVersion(),
      WorkflowTag.fixed('latest'),
    ],
  }),
  'tags',
);
const tagsFor = (type: string, name: string) =>
  runScript(allTags, { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name, FIXED_TAGS: 'latest' }).outputs.tags?.split(' ');

test.each([
  ['branch', 'main', ['main']],
  ['branch', 'feature/x', ['feature-x']],
  ['branch', '+x', ['_-x']],
  ['branch', 'x'.repeat(200), ['x'.repeat(128)]],
  ['tag', 'v1.2.3', ['1.2.3']],
  ['tag', '1.2.3-rc.1', ['1.2.3-rc.1']],
  ['tag', 'v1.2', []],
  ['tag', 'v1.2.3+build', []],
])('a %s %s gives the tags %j', (type, name, tags) => {
  expect(tagsFor(type, name)).toEqual([sha, sha.slice(0, 12), ...tags, 'latest']);
});

test('the tags are references of the repository, for the step that pushes', () => {
  const { outputs } = runScript(allTags, { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main', FIXED_TAGS: 'latest' });
  expect(outputs.references?.split(',')).toEqual(
    [sha, sha.slice(0, 12), 'main', 'latest'].map((tag) => `${image}:${tag}`),
  );
});

test('whatever a branch is called, its tag is one that ECR takes, and nothing else happens', () => {
  const name = fc.string({
    unit: fc.constantFrom(...Array.from('ab-._+!$(){};&|<>`"\'#@=%,~/\\ \u00e9')),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(name, (branch) => {
      const { outputs, status, calls } = runScript(allTags, {
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: branch,
        FIXED_TAGS: 'latest',
      });
      expect([status, calls]).toEqual([0, []]);
      expect(Object.keys(outputs)).toEqual(['tags', 'references']);
      for (const tag of outputs.tags?.split(' ') ?? []) expect(tag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
    }),
    { numRuns: 40 },
  );
});

test('a run without any tag for its image fails before it builds', () => {
  const script = scriptOf(workflowOf({ tags: [WorkflowTag.semanticVersion()] }), 'tags');
  expect(runScript(script, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1' })).toMatchObject({
    status: 1,
    outputs: {},
    stdout: '::error::This run names no tag for the image.\n',
  });
  expect(runScript(script, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.0.0' })).toMatchObject({
    status: 0,
    outputs: { tags: '1.0.0' },
  });
});

test('the image is told by its digest', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const { outputs } = runScript(scriptOf(workflowOf(), 'image'), {
    IMAGE_DIGEST: digest,
    FOUND_DIGEST: '',
    IMAGE_TAGS: `${sha} latest`,
  });
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: `${sha} latest` });
});

test('platforms are joined by their digests under all tags, and the digest is that of what the registry has', () => {
  const text = workflowOf({
    platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64],
    tags: [WorkflowTag.commit(), WorkflowTag.fixed('latest')],
  });
  const env = { DIGEST_AMD64: 'sha256:aa', DIGEST_ARM64: 'sha256:bb', FOUND_DIGEST: '', FIXED_TAGS: 'latest' };
  const { outputs, calls } = runScript(scriptOf(text, 'image'), env);
  expect(calls).toEqual([
    `[docker][buildx][imagetools][create][--tag][${image}:${sha}][--tag][${image}:latest][${image}@sha256:aa][${image}@sha256:bb]`,
    `[docker][buildx][imagetools][inspect][--raw][${image}:${sha}]`,
  ]);
  const digest = digestOf(manifestOf(`${image}@sha256:aa ${image}@sha256:bb`));
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: `${sha} latest` });
});

test('a deploy asks for the update of its service alone', () => {
  const text = workflowOf({}, { deploys: [EcsDeployment.named('cluster', 'web')] });
  const step = stepsIn(text).find(({ name }) => name === 'Deploy to web');
  const { calls } = runScript(String(step?.run), step?.env as Record<string, string>);
  expect(calls).toEqual([
    '[aws][ecs][update-service][--region][eu-west-1][--cluster][cluster][--service][web][--force-new-deployment][--query][service.deployments][--output][table]',
  ]);
});
