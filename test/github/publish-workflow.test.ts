import { Duration, Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { ImageTag } from '../../lib/naming/image-tag';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newApp, newOpenStack, newStack, type Properties } from '../synthesis';
import { builderImages } from '../../lib/private/oci/builder-images';
import { ids, newPublisher } from './publisher';
import { actionsIn, jobsIn, parsed, stepsIn } from './workflow-lint';
import { workflowOf, workflowTo } from './workflow-of';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

/** The inputs of the steps that use an action. */
function inputsOf(text: string, action: string): Properties[] {
  return stepsIn(text)
    .filter(({ uses }) => String(uses).startsWith(`${action}@`))
    .map(({ with: inputs }) => inputs as Properties);
}

const build = 'docker/build-push-action';
const branch = GitHubSubject.branch('acme/app', 'main', ids);

test('the job assumes the role by its ARN, in the Region of the repository, with the audience that it trusts', () => {
  expect(inputsOf(workflowOf(), 'aws-actions/configure-aws-credentials')).toEqual([
    {
      'role-to-assume': 'arn:aws:iam::123456789012:role/github-ci',
      'role-session-name': 'github-${{ github.run_id }}-${{ github.run_attempt }}',
      'aws-region': 'eu-west-1',
      audience: 'sts.amazonaws.com',
    },
  ]);
});

test('the file has no permissions, and the job requests its token and reads the source', () => {
  const text = workflowOf();
  expect(parsed(text).permissions).toEqual({});
  expect(Object.values(jobsIn(text)).map(({ permissions }) => permissions as unknown)).toEqual([
    { 'id-token': 'write', contents: 'read' },
  ]);
});

test('P3: no run waits for another or is cancelled, since GitHub keeps only one that waits', () => {
  expect(workflowOf({ tags: [ImageTag.commit(), ImageTag.fixed('latest')] })).not.toContain('concurrency');
});

test('an image is built for one platform by default, and pushed with provenance, SBOM and labels', () => {
  expect(inputsOf(workflowOf(), build)).toEqual([
    {
      context: '.',
      platforms: 'linux/amd64',
      push: true,
      tags: '${{ steps.ecr.outputs.registry }}/app:${{ steps.tags.outputs.tag }}',
      labels:
        'org.opencontainers.image.revision=${{ github.sha }}\n' +
        'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}\n',
      annotations: 'index:org.opencontainers.image.revision=${{ github.sha }}',
      provenance: 'mode=min',
      sbom: 'generator=mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
      'cache-from': 'type=gha,scope=linux-amd64-app',
      'cache-to': 'type=gha,scope=linux-amd64-app,mode=max,ignore-error=true',
    },
  ]);
});

test('the image is an output of the job, by its digest', () => {
  expect(jobsIn(workflowOf()).publish?.outputs).toEqual({
    image: '${{ steps.image.outputs.image }}',
    digest: '${{ steps.image.outputs.digest }}',
    tags: '${{ steps.image.outputs.tags }}',
  });
});

test.each<[string, GitHubSubject[], object]>([
  ['a branch', [branch], { push: { branches: ['main'] } }],
  [
    'a branch with special characters of filters',
    [GitHubSubject.branch('acme/app', 'a+b!c')],
    { push: { branches: ['a\\+b\\!c'] } },
  ],
  [
    'branches of a pattern',
    [GitHubSubject.branchPattern('acme/app', 'release/*')],
    { push: { branches: ['release/**'] } },
  ],
  [
    'a tag and a branch',
    [branch, GitHubSubject.tag('acme/app', 'v1.0.0', ids)],
    { push: { branches: ['main'], tags: ['v1.0.0'] } },
  ],
  ['tags of a pattern', [GitHubSubject.tagPattern('acme/app', 'v*')], { push: { tags: ['v**'] } }],
  ['an environment', [GitHubSubject.environment('acme/app', 'prod')], { workflow_dispatch: {} }],
  [
    'an environment on one branch',
    [GitHubSubject.environment('acme/app', 'prod', { ref: 'refs/heads/main' })],
    { push: { branches: ['main'] } },
  ],
  [
    'an environment for one tag',
    [GitHubSubject.environment('acme/app', 'prod', { ref: 'refs/tags/v1' })],
    { push: { tags: ['v1'] } },
  ],
  [
    'a branch by id and by name',
    [GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly: true })],
    { push: { branches: ['main'] } },
  ],
])('it runs for %s', (_, subjects, on) => {
  expect(parsed(workflowOf({}, { subjects })).on).toEqual(on);
});

test.each<[string, PublishWorkflowOptions, string[], string]>([
  ['one platform', {}, ['publish'], 'a run needs one approval.\n'],
  ['emulated platforms', { platforms: both, emulation: true }, ['publish'], 'a run needs one approval.\n'],
  [
    'platforms side by side',
    { platforms: both },
    ['build', 'publish'],
    'a run needs two approvals: one for the builds of all platforms, one to\n# publish their image. With emulation, it needs one.\n',
  ],
])(
  'every job names the environment that the role trusts, for %s, and the head says how many approvals that are',
  (...given) => {
    const [, options, jobs, approvals] = given;
    const subjects = [GitHubSubject.environment('acme/app', 'prod: eu', ids)];
    const text = workflowOf({ ...options, branches: ['main'] }, { subjects, deploys: [EcsDeployment.named('c', 's')] });
    const environments = Object.entries(jobsIn(text)).map(([name, { environment }]) => [name, environment as unknown]);
    expect(environments).toEqual(jobs.map((job) => [job, 'prod: eu']));
    expect(text).toContain(`\n# If the environment has required reviewers, ${approvals}`);
    expect(parsed(text).on).toEqual({ push: { branches: ['main'] } });
    expect((jobsIn(text).publish?.steps as Properties[]).at(-2)?.name).toBe('Deploy to s');
  },
);

test('a run without an environment needs no approval, and has a separate job to deploy', () => {
  const text = workflowOf({}, { deploys: [EcsDeployment.named('c', 's')] });
  expect(text).not.toContain('approval');
  expect(Object.keys(jobsIn(text))).toEqual(['publish', 'deploy']);
});

test('branches have precedence over an environment, unless one is chosen', () => {
  const subjects = [branch, GitHubSubject.environment('acme/app', 'prod', ids)];
  expect(jobsIn(workflowOf({}, { subjects })).publish).not.toHaveProperty('environment');
  expect(jobsIn(workflowOf({ environment: 'prod' }, { subjects })).publish).toHaveProperty('environment', 'prod');
});

test('a workflow that the role trusts by its file is that file', () => {
  const jobWorkflowRef = 'acme/app/.github/workflows/push image.yml@refs/heads/main';
  const text = workflowOf({}, { subjects: [GitHubSubject.branch('acme/app', 'main', { jobWorkflowRef })] });
  expect(text).toContain('# Save it as .github/workflows/push image.yml of acme/app, at refs/heads/main:');
  expect(parsed(text).on).toEqual({ push: { branches: ['main'] } });
});

test('a workflow that the role trusts in another repository is called from the one that it trusts', () => {
  const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';
  const text = workflowOf({}, { subjects: [GitHubSubject.branch('acme/app', 'main', { jobWorkflowRef })] });
  expect(Object.keys(parsed(text).on as object)).toEqual(['workflow_call']);
  expect(text).toContain('#     uses: acme/ci/.github/workflows/publish.yml@refs/heads/main\n');
});

test('of several GitHub repositories it is for the one with the name of the image', () => {
  const subjects = [branch, GitHubSubject.branch('acme/web', 'live')];
  expect(parsed(workflowOf({}, { subjects })).on).toEqual({ push: { branches: ['main'] } });
  expect(parsed(workflowOf({ gitHubRepository: 'acme/web' }, { subjects })).on).toEqual({
    push: { branches: ['live'] },
  });
});

test('the images of one GitHub repository have files with different names', () => {
  const stack = newStack();
  const names = ['app', 'team/app', 'team-app'];
  const repositories = names.map((name) => Repository.fromRepositoryName(stack, name, name));
  const role = newPublisher({ roleName: 'ci', repositories }, stack);
  const files = names.map((repositoryName) => {
    const [, file] =
      /^# Save it as (\S+) of acme\/app\.$/m.exec(PublishWorkflow.of(role, { repositoryName }).renderYaml()) ?? [];
    return file;
  });
  expect(files).toEqual([
    '.github/workflows/publish.yml',
    '.github/workflows/publish-team--app.yml',
    '.github/workflows/publish-team-app.yml',
  ]);
});

test('GitHub repositories that are trusted in the same way have one file', () => {
  const subjects = [GitHubSubject.branch('acme/one', 'main'), GitHubSubject.branch('acme/two', 'main')];
  expect(workflowOf({}, { subjects })).toContain('publish-app.yml of acme/one, acme/two.\n');
});

test('platforms are built side by side on native machines, and joined by their digests', () => {
  const text = workflowOf({ platforms: both });
  const jobs = jobsIn(text);
  expect(Object.keys(jobs)).toEqual(['build', 'publish']);
  expect(jobs.build).toMatchObject({
    name: 'build-${{ matrix.arch }}',
    'runs-on': '${{ matrix.runner }}',
    strategy: {
      matrix: {
        include: [
          { arch: 'amd64', runner: 'ubuntu-24.04' },
          { arch: 'arm64', runner: 'ubuntu-24.04-arm' },
        ],
      },
    },
    outputs: {
      amd64: "${{ matrix.arch == 'amd64' && steps.build.outputs.digest || '' }}",
      arm64: "${{ matrix.arch == 'arm64' && steps.build.outputs.digest || '' }}",
    },
  });
  expect(jobs.publish?.needs).toBe('build');
  const [inputs, ...others] = inputsOf(text, build);
  expect(others).toEqual([]);
  expect(inputs).toMatchObject({
    platforms: 'linux/${{ matrix.arch }}',
    outputs: 'type=image,name=${{ steps.ecr.outputs.registry }}/app,push-by-digest=true,name-canonical=true,push=true',
  });
  expect(inputs).not.toHaveProperty('push');
  expect(inputs).not.toHaveProperty('tags');
  expect(stepsIn(text).find(({ id }) => id === 'image')?.env).toEqual({
    REPOSITORY_URI: '${{ steps.ecr.outputs.registry }}/app',
    IMAGE_DIGEST: '${{ needs.build.outputs.found }}',
    IMAGE_TAGS: '${{ needs.build.outputs.tags }}',
    COMMIT_TAG: '${{ needs.build.outputs.commit }}',
    PLATFORM_DIGEST_AMD64: '${{ needs.build.outputs.amd64 }}',
    PLATFORM_DIGEST_ARM64: '${{ needs.build.outputs.arm64 }}',
  });
});

test('buildx is set up before a script asks the registry, and the job that joins starts no builder', () => {
  const text = workflowOf({ platforms: both, tags: [ImageTag.commit(), ImageTag.shortCommit()] });
  for (const { steps } of Object.values(jobsIn(text))) {
    const all = steps as Properties[];
    const setUp = all.findIndex(({ uses }) => String(uses).startsWith('docker/setup-buildx-action@'));
    expect(all[setUp]).not.toHaveProperty('if');
    expect(setUp).toBeGreaterThan(0);
    expect(all.findIndex(({ run }) => run !== undefined)).toBeGreaterThan(setUp);
  }
  expect(inputsOf(text, 'docker/setup-buildx-action')).toEqual([
    { 'driver-opts': 'image=public.ecr.aws/vend/moby/buildkit:buildx-stable-1' },
    { driver: 'docker' },
  ]);
});

test('arm64 is built on a native machine, without emulation', () => {
  const text = workflowOf({ platforms: [Platform.LINUX_ARM64] });
  expect(jobsIn(text).publish?.['runs-on']).toBe('ubuntu-24.04-arm');
  expect(actionsIn(text)).not.toContain('docker/setup-qemu-action');
});

test('with emulation one machine builds all platforms', () => {
  const text = workflowOf({ platforms: both, emulation: true });
  expect(Object.keys(jobsIn(text))).toEqual(['publish']);
  expect(jobsIn(text).publish?.['runs-on']).toBe('ubuntu-24.04');
  expect(inputsOf(text, 'docker/setup-qemu-action')).toEqual([
    {
      image: 'public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0',
      platforms: 'linux/amd64,linux/arm64',
    },
  ]);
  expect(inputsOf(text, build)[0]?.platforms).toBe('linux/amd64,linux/arm64');
});

test('an image for Lambda has no attestations', () => {
  const [inputs] = inputsOf(workflowOf({ attestations: false }), build);
  expect([inputs?.provenance, inputs?.sbom] as unknown).toEqual([false, false]);
});

test('a cache in ECR has a separate repository', () => {
  const stack = newStack();
  const image = new ImageRepository(stack, 'Image', { repositoryName: 'app' });
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'app-cache', mutableTags: ['buildcache-*'] });
  const props = { repositories: [image, cache], pullRepositories: [cache] };
  const options = { repositoryName: 'app', cache: WorkflowCache.repository('app-cache') };
  const [inputs] = inputsOf(workflowOf(options, props, stack), build);
  expect(inputs?.['cache-from']).toBe(
    'type=registry,ref=${{ steps.ecr.outputs.registry }}/app-cache:buildcache-linux-amd64-app',
  );
  expect(inputs?.['cache-to']).toBe(
    'type=registry,ref=${{ steps.ecr.outputs.registry }}/app-cache:buildcache-linux-amd64-app,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true',
  );
  expect(
    inputsOf(workflowOf({ ...options, cache: WorkflowCache.none() }, props, newStack()), build)[0],
  ).not.toHaveProperty('cache-from');
});

test('two images of one GitHub repository have two caches, on GitHub and in a cache repository', () => {
  const stack = newStack();
  const names = ['team/one', 'team.one', 'team-one'];
  const images = names.map((repositoryName) => new ImageRepository(stack, repositoryName, { repositoryName }));
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'cache', mutableTags: ['buildcache-*'] });
  const role = newPublisher({ roleName: 'ci', repositories: [...images, cache], pullRepositories: [cache] }, stack);
  const cachesOf = (options: PublishWorkflowOptions) =>
    names.map((repositoryName) => {
      const text = PublishWorkflow.of(role, { ...options, repositoryName }).renderYaml();
      return String(inputsOf(text, build)[0]?.['cache-from']).replace(/^.*(scope=|cache:)/, '');
    });
  expect(cachesOf({})).toEqual(['linux-amd64-team/one', 'linux-amd64-team.one', 'linux-amd64-team-one']);
  expect(cachesOf({ cache: WorkflowCache.repository('cache') })).toEqual([
    'buildcache-linux-amd64-team..one',
    'buildcache-linux-amd64-team.one',
    'buildcache-linux-amd64-team-one',
  ]);
});

test('images come from mirrors unless others are chosen, and none comes from Docker Hub', () => {
  const images = (options: PublishWorkflowOptions) => {
    const text = workflowOf({ platforms: both, emulation: true, ...options });
    return [
      inputsOf(text, 'docker/setup-buildx-action')[0]?.['driver-opts'],
      inputsOf(text, 'docker/setup-qemu-action')[0]?.image,
      inputsOf(text, build)[0]?.sbom,
    ] as unknown;
  };
  const { buildKitImage, emulatorImage, sbomGeneratorImage } = builderImages;
  expect(images({})).toEqual([`image=${buildKitImage}`, emulatorImage, `generator=${sbomGeneratorImage}`]);
  for (const image of Object.values(builderImages)) expect(image).toMatch(/^(public\.ecr\.aws|mirror\.gcr\.io)\//);
  const chosen = { buildKitImage: 'a/b:1', emulatorImage: 'a/c:1', sbomGeneratorImage: 'a/d:1' };
  expect(images(chosen)).toEqual(['image=a/b:1', 'a/c:1', 'generator=a/d:1']);
});

test('the context, Dockerfile, stage and BuildKit image can be chosen', () => {
  const text = workflowOf({
    context: 'service',
    dockerfile: 'service/Dockerfile.prod',
    target: 'runtime',
    buildKitImage: 'public.ecr.aws/acme/buildkit:v0.24.0',
  });
  expect(inputsOf(text, build)[0]).toMatchObject({
    context: 'service',
    file: 'service/Dockerfile.prod',
    target: 'runtime',
  });
  expect(inputsOf(text, 'docker/setup-buildx-action')).toEqual([
    { 'driver-opts': 'image=public.ecr.aws/acme/buildkit:v0.24.0' },
  ]);
});

test('a moving tag is set if it is mutable in the repository', () => {
  const tags = [ImageTag.commit(), ImageTag.branch(), ImageTag.fixed('latest'), ImageTag.fixed('edge')];
  const text = workflowTo({ mutableTags: ['latest', 'edge', 'm*'] }, { tags });
  expect(stepsIn(text).find(({ id }) => id === 'tags')?.env).toEqual({
    REPOSITORY_URI: '${{ steps.ecr.outputs.registry }}/service',
    TAG_RULE_00: 'commit',
    TAG_RULE_01: 'branch:',
    TAG_RULE_02: 'fixed:latest',
    TAG_RULE_03: 'fixed:edge',
  });
});

test('an imported repository may have any tags', () => {
  expect(() => workflowOf({ tags: [ImageTag.fixed('latest')] })).not.toThrow();
});

test('services are deployed after the push, with the permissions of the role only', () => {
  const text = workflowOf(
    {},
    {
      deploys: [EcsDeployment.named('cluster', 'web'), EcsDeployment.named('cluster', 'api', { region: 'us-east-1' })],
    },
  );
  const { deploy } = jobsIn(text);
  expect(deploy).toMatchObject({ needs: 'publish', permissions: { 'id-token': 'write' } });
  const steps = deploy?.steps as Properties[];
  expect(steps.map(({ name }) => name as unknown)).toEqual([
    ...['Assume the role', 'Define the functions of the scripts below'],
    ...['Read the task definition of web', 'Put the image into it', 'Deploy to web', 'Follow the deployment'],
    ...['Assume the role', 'Read the task definition of api', 'Put the image into it', 'Deploy to api'],
    'Follow the deployment',
  ]);
  const assumed = inputsOf(text, 'aws-actions/configure-aws-credentials').slice(-2);
  expect(assumed.map((inputs) => inputs['aws-region'] as unknown)).toEqual(['eu-west-1', 'us-east-1']);
});

test('services can be chosen, or none', () => {
  const deploys = [EcsDeployment.named('c', 'web'), EcsDeployment.named('c', 'api')];
  const names = (services: string[]) => stepsIn(workflowOf({ services }, { deploys })).map(({ name }) => String(name));
  expect(names(['c/api'])).toContain('Deploy to api');
  expect(names(['c/api'])).not.toContain('Deploy to web');
  expect(Object.keys(jobsIn(workflowOf({ services: [] }, { deploys })))).toEqual(['publish']);
});

test('a role of several repositories deploys only to services that are named', () => {
  const stack = newStack();
  const repositories = ['one', 'two'].map((name) => Repository.fromRepositoryName(stack, name, name));
  const props = { repositories, deploys: [EcsDeployment.named('c', 's')] };
  const text = workflowOf({ repositoryName: 'two' }, props, stack);
  expect(Object.keys(jobsIn(text))).toEqual(['publish']);
  expect(inputsOf(text, build)[0]?.tags).toMatch(/outputs\.registry }}\/two:/);
});

test('values that are known at deploy time only are read from variables, which the file lists', () => {
  const stack = newOpenStack();
  const repositories = [new ImageRepository(stack, 'Service')];
  const text = workflowOf({}, { roleName: undefined, repositories }, stack);
  expect(inputsOf(text, 'aws-actions/configure-aws-credentials')[0]).toMatchObject({
    'role-to-assume': '${{ vars.AWS_ROLE_ARN }}',
    'aws-region': '${{ vars.AWS_REGION }}',
  });
  expect(inputsOf(text, build)[0]?.tags).toBe(
    '${{ steps.ecr.outputs.registry }}/${{ vars.ECR_REPOSITORY }}:${{ steps.tags.outputs.tag }}',
  );
  expect(text.match(/gh variable set \w+/g)).toEqual(
    ['AWS_ROLE_ARN', 'AWS_REGION', 'ECR_REPOSITORY'].map((name) => `gh variable set ${name}`),
  );
});

test('the login to a repository of another account is to its registry', () => {
  const app = newApp();
  const owner = new Stack(app, 'Owner', { env: { account: '111111111111', region: 'us-east-1' } });
  const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  const repositories = [new ImageRepository(owner, 'Service', { repositoryName: 'service' })];
  const text = workflowOf({}, { repositories }, stack);
  expect(inputsOf(text, 'aws-actions/amazon-ecr-login')).toEqual([{ registries: '111111111111' }]);
  expect(inputsOf(text, 'aws-actions/configure-aws-credentials')[0]?.['aws-region']).toBe('us-east-1');
});

test('China has its own partition', () => {
  const stack = newStack({ env: { account: '123456789012', region: 'cn-north-1' } });
  const [inputs] = inputsOf(workflowOf({}, {}, stack), 'aws-actions/configure-aws-credentials');
  expect(inputs?.['role-to-assume']).toBe('arn:aws-cn:iam::123456789012:role/github-ci');
});

test('on GitHub Enterprise Server it runs on self-hosted runners, and says what the server needs', () => {
  const stack = newStack();
  const props = {
    subjects: [GitHubSubject.branch('acme/app', 'main')],
    provider: GitHubOidcProvider.forAccountOf(stack, GitHubIssuer.enterpriseServer('github.acme.com')),
  };
  const text = workflowOf({ runners: { 'linux/amd64': 'self-hosted' } }, props, stack);
  expect(text).toContain(
    '# The server must have these actions, either through GitHub Connect or as synchronized copies.\n',
  );
  expect(jobsIn(text).publish?.['runs-on']).toBe('self-hosted');
  expect(inputsOf(text, build)[0]).not.toHaveProperty('cache-from');
});

test('actions are pinned to the commits of releases, unless other versions are given', () => {
  const uses = (text: string) =>
    stepsIn(text).flatMap(({ uses: action }) => (action === undefined ? [] : [String(action)]));
  for (const action of uses(workflowOf({ platforms: both, emulation: true }))) expect(action).toMatch(/@[0-9a-f]{40}$/);
  expect(uses(workflowOf({ actionVersions: { 'actions/checkout': 'v6' } }))[0]).toBe('actions/checkout@v6');
  const pinned = workflowOf({ actionVersions: { 'actions/checkout': `${'a1'.repeat(20)}#v6.1.0` } });
  expect(pinned).toContain(`uses: actions/checkout@${'a1'.repeat(20)} # v6.1.0\n`);
});

test('the same role and options give the same text', () => {
  expect(workflowOf({ platforms: both })).toBe(workflowOf({ platforms: both }));
});

test.each<[number, number | undefined, boolean]>([
  [10, 900, false],
  [60, undefined, false],
  [360, 21600, false],
  [720, 43200, true],
])('a job ends after %i minutes, and the session of the role after %j seconds, on own runners: %j', (...given) => {
  const [minutes, seconds, isOwn] = given;
  const runners = isOwn ? { 'linux/amd64': 'ours' } : undefined;
  const text = workflowOf({ timeout: Duration.minutes(minutes), runners }, { maxSessionDuration: Duration.hours(12) });
  expect(jobsIn(text).publish?.['timeout-minutes']).toBe(minutes);
  const [inputs] = inputsOf(text, 'aws-actions/configure-aws-credentials');
  expect(inputs?.['role-duration-seconds']).toBe(seconds);
});

test.each<[string, Partial<GitHubPublisherRoleProps>, string]>([
  ['job', {}, 'needs.publish.outputs.tags == needs.publish.outputs.run-tags'],
  [
    'step in an environment',
    { subjects: [GitHubSubject.environment('acme/app', 'prod', { ...ids, ref: 'refs/heads/main' })] },
    'steps.image.outputs.tags == steps.tags.outputs.tags',
  ],
])('a %s deploys only if no tag of the run stayed at a newer image', (_, props, condition) => {
  const tags = [ImageTag.commit(), ImageTag.fixed('latest')];
  const text = workflowOf({ tags }, { deploys: [EcsDeployment.named('c', 's')], ...props });
  const { publish, deploy } = jobsIn(text);
  const steps = (publish?.steps as Properties[]).slice(-4);
  expect(deploy ? [deploy.if] : steps.map((step) => step.if as unknown)).toEqual(
    deploy ? [condition] : Array<unknown>(4).fill(condition),
  );
  expect(workflowOf({}, { deploys: [EcsDeployment.named('c', 's')] })).not.toContain('run-tags');
});

describe('the minutes of a deployment', () => {
  const deploys = [
    EcsDeployment.named('c', 's', { timeout: Duration.minutes(90) }),
    LambdaDeployment.named('api', { timeout: Duration.minutes(5) }),
  ];
  const environment = { subjects: [GitHubSubject.environment('acme/app', 'prod', ids)] };
  const options = { attestations: false, timeout: Duration.minutes(30) };
  const maxSessionDuration = Duration.hours(2);
  const minutesOf = (text: string) =>
    Object.entries(jobsIn(text)).map(([name, job]) => [name, job['timeout-minutes'] as unknown]);
  const sessionsIn = (text: string) =>
    inputsOf(text, 'aws-actions/configure-aws-credentials').map((inputs) => inputs['role-duration-seconds'] as unknown);

  test.each<[string, Partial<GitHubPublisherRoleProps>, [string, number][]]>([
    [
      'a job for itself',
      {},
      [
        ['publish', 30],
        ['deploy', 105],
      ],
    ],
    ['the job that publishes in an environment', environment, [['publish', 125]]],
  ])('count for %s, and each deployment has a session that is long enough', (_, props, jobs) => {
    const text = workflowOf(options, { deploys, maxSessionDuration, ...props });
    expect(minutesOf(text)).toEqual(jobs);
    expect(sessionsIn(text)).toEqual([1800, 6000, undefined]);
  });

  test('count for the job that joins platforms in an environment, and not for those that build', () => {
    const [service] = deploys;
    const text = workflowOf(
      { platforms: both },
      { deploys: service ? [service] : [], maxSessionDuration, ...environment },
    );
    expect(minutesOf(text)).toEqual([
      ['build', 60],
      ['publish', 150],
    ]);
  });

  test('do not count in an environment without deployments', () => {
    expect(minutesOf(workflowOf({ ...options, services: [] }, { deploys, ...environment }))).toEqual([['publish', 30]]);
  });

  test('are at most six hours on a runner of GitHub, and all on other runners', () => {
    const long = [EcsDeployment.named('c', 's', { timeout: Duration.hours(6) })];
    const props = { deploys: long, maxSessionDuration: Duration.hours(6), ...environment };
    const text = workflowOf({}, props);
    expect(minutesOf(text)).toEqual([['publish', 360]]);
    expect(sessionsIn(text)).toEqual([undefined, 21600]);
    expect(minutesOf(workflowOf({ runners: { 'linux/amd64': 'ours' } }, props))).toEqual([['publish', 420]]);
  });

  test.each([
    ['a service', EcsDeployment.named('c', 's', { timeout: Duration.minutes(61) }), 'c/s'],
    ['a function', LambdaDeployment.named('api', { timeout: Duration.minutes(61) }), 'api'],
  ])('must fit into the longest session of the role for %s', (_, deploy, name) => {
    expect(() => workflowOf({ attestations: false }, { deploys: [deploy] })).toThrow(
      new Error(
        '`services` must be deployed within 60 minutes, the longest session of the role, got 61 minutes for ' +
          `'${name}'. Set maxSessionDuration of the role, or lower the timeout of the deployment.`,
      ),
    );
  });
});
