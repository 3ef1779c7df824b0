import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import fc from 'fast-check';
import { ImageTag } from '../../lib/naming/image-tag';
import { askForRepository, digestOf, newMachine, scriptOf, sha, variablesOf } from './workflow-machine';
import { mainAndVersions } from './publisher';
import { workflowOf } from './workflow-of';

const { run: runScript, image, manifestOf, push, empty, discard } = newMachine();
beforeEach(empty);
afterAll(discard);

const ofAllTags = workflowOf(
  {
    tags: [
      ImageTag.commit(),
      ImageTag.shortCommit(),
      ImageTag.branch(),
      ImageTag.semanticVersion(),
      ImageTag.fixed('latest'),
    ],
  },
  { subjects: mainAndVersions },
);
const nameTags = (type: string, name: string, text = ofAllTags) =>
  runScript(scriptOf(text, 'tags'), { ...variablesOf(text, 'tags'), GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name });
const tagsFor = (type: string, name: string) => nameTags(type, name).outputs.tags?.split(' ');

test.each([
  ['branch', 'main', ['main']],
  ['branch', 'feature/x', ['feature-x']],
  ['branch', '+x', ['_x']],
  ['branch', 'x'.repeat(200), ['x'.repeat(128)]],
  ['tag', 'v1.2.3', ['1.2.3']],
  ['tag', '1.2.3-rc.1', ['1.2.3-rc.1']],
  ['tag', 'v1.2', []],
  ['tag', 'v1.2.3+build5', ['1.2.3_build5']],
  ['tag', 'v01.2.3', []],
  ['branch', '@acme/x', ['_acme-x']],
])('a %s %s gives the tags %j', (type, name, tags) => {
  expect(tagsFor(type, name)).toEqual([sha, sha.slice(0, 12), ...tags, 'latest']);
});

test('the tag of any branch name is valid for ECR, and the script does nothing else', () => {
  const name = fc.string({
    unit: fc.constantFrom(...Array.from('ab-._+!$(){};&|<>`"\'#@=%,~/\\ \u00e9')),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(name, (branch) => {
      const { outputs, status, calls } = nameTags('branch', branch);
      const lookUp = (tag: string) => `[docker][buildx][imagetools][inspect][--raw][${image}:${tag}]`;
      expect([status, calls]).toEqual([0, [askForRepository(sha), lookUp(sha), lookUp(sha.slice(0, 12))]]);
      expect(Object.keys(outputs)).toEqual(['tags', 'tag', 'commit', 'moving', 'channels', 'digest']);
      for (const tag of outputs.tags?.split(' ') ?? []) expect(tag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
    }),
    { numRuns: 40 },
  );
});

test('the tag to push first is the commit, and moving tags are an output', () => {
  const { outputs } = nameTags('branch', 'main');
  expect(outputs).toMatchObject({ tag: sha, commit: sha, moving: 'main latest' });
});

test('a run without tags names its image by its number, its id and its `run_attempt`', () => {
  const text = workflowOf({ tags: [ImageTag.semanticVersion()] }, { subjects: mainAndVersions });
  const run = { GITHUB_RUN_NUMBER: '7', GITHUB_RUN_ID: '99', GITHUB_RUN_ATTEMPT: '2' };
  const ofTag = { ...variablesOf(text, 'tags'), ...run, GITHUB_REF_TYPE: 'tag' };
  const tags = (GITHUB_REF_NAME: string) =>
    runScript(scriptOf(text, 'tags'), { ...ofTag, GITHUB_REF_NAME }).outputs.tags;
  expect([tags('v1'), tags('v1.0.0')]).toEqual(['build-7-99-2', '1.0.0']);
});

test('the image is reported by its digest', () => {
  const digest = push(sha, 'an image');
  push('latest', 'an image');
  const { outputs, calls } = runScript(scriptOf(workflowOf(), 'image'), {
    IMAGE_DIGEST: digest,
    IMAGE_TAGS: `${sha} latest`,
  });
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: `${sha} latest` });
  expect(calls.filter((call) => call.startsWith('[aws]'))).toEqual([]);
});

test('platforms are joined by their digests under the commit, and the index gets the other tags unchanged', () => {
  const text = workflowOf({
    platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64],
    tags: [ImageTag.commit(), ImageTag.fixed('latest')],
  });
  const manifest = manifestOf(`${image}@sha256:aa ${image}@sha256:bb`);
  const digest = digestOf(manifest);
  const env = { PLATFORM_DIGEST_AMD64: 'sha256:aa', PLATFORM_DIGEST_ARM64: 'sha256:bb' };
  const named = { IMAGE_TAGS: `${sha} latest`, COMMIT_TAG: sha, MOVING_TAGS: 'latest' };
  const { outputs, calls, stderr } = runScript(scriptOf(text, 'image'), { ...env, ...named });
  expect(stderr).toBe('');
  const put = '[aws][ecr][put-image][--region][eu-west-1][--registry-id][123456789012][--repository-name][app]';
  const manifestArguments = `[--image-digest][${digest}][--image-manifest][${manifest}][--query][image.imageId][--output][text]`;
  const asked = (reference: string) => `[docker][buildx][imagetools][inspect][--raw][${image}${reference}]`;
  const newest =
    '[curl][--fail][--silent][--location][--retry][3][--max-time][60][--config][-][--write-out][\\n%{http_code}]' +
    '[--header][Accept: application/vnd.github+json][https://api.github.com/repos/acme/app/commits?per_page=100]';
  expect(calls).toEqual([
    `[docker][buildx][imagetools][create][--dry-run][--annotation][index:org.opencontainers.image.revision=${sha}]` +
      `[${image}@sha256:aa][${image}@sha256:bb]`,
    `${put}${manifestArguments}`,
    asked(`:${sha}`),
    asked(`@${digest}`),
    `${put}[--image-tag][${sha}]${manifestArguments}`,
    asked(`:${sha}`),
    asked(':latest'),
    newest,
    asked(`@${digest}`),
    `${put}[--image-tag][latest]${manifestArguments}`,
    asked(':latest'),
    newest,
    asked(':latest'),
  ]);
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: `${sha} latest` });
});
