import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { ImageTag } from '../../lib/naming/image-tag';
import { type PublisherRoleFacts } from '../../lib/github/workflow/published';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newOpenStack, newStack } from '../synthesis';
import { newPublisher } from './publisher';
import { workflowOf, workflowTo } from './workflow-of';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

test.each<[string, PublishWorkflowOptions, string]>([
  [
    'another ECR repository is named',
    { repositoryName: 'web' },
    "`repositoryName` must be one that the role pushes to, got 'web'. Use 'app'.",
  ],
  [
    'another GitHub repository is named',
    { gitHubRepository: 'acme/web' },
    "`gitHubRepository` must be one that the role trusts, got 'acme/web'. Use 'acme/app'.",
  ],
  [
    'an environment is named and the role trusts none',
    { environment: 'prod' },
    "`environment` must be one that the role trusts, got 'prod'. There is none.",
  ],
  [
    'branches are given and the role trusts specific branches',
    { branches: ['main'] },
    '`branches` must not be set because the role trusts specific branches and tags only',
  ],
  ['no platform is named', { platforms: [] }, '`platforms` must list at least one value, got an empty list'],
  [
    'a platform has no runner',
    { platforms: [Platform.custom('linux/386')] },
    "`platforms[0]` must be one of linux/amd64 and linux/arm64, got 'linux/386'",
  ],
  ['no tag is named', { tags: [] }, '`tags` must list at least one value, got an empty list'],
  [
    'a tag is listed twice',
    { tags: [ImageTag.fixed('a'), ImageTag.fixed('a')] },
    "`tags[1]` must be listed once, got 'fixed:a' again",
  ],
  [
    'only the deploy knows a tag',
    { tags: [ImageTag.fixed(Lazy.string({ produce: () => 'a' }))] },
    '`tags[0]` must be known at synth, got a token. The workflow file is written before the deployment.',
  ],
  [
    'images without attestations would be joined without permission to pull',
    { platforms: both, attestations: false },
    '`attestations` must be true if platforms are built side by side and the role may not pull. Joining images without ' +
      "attestations requires ecr:GetDownloadUrlForLayer. Add the repository to the role's pullRepositories, or use emulation.",
  ],
  [
    'the cache is the repository of the images',
    { cache: WorkflowCache.repository('app') },
    "`cache` must be a separate repository, got 'app', which contains the images",
  ],
  [
    'the cache is a repository that the role has no access to',
    { cache: WorkflowCache.repository('cache') },
    "`cache` must be a repository that the role may push to and pull from, got 'cache'. Grant the role both.",
  ],
  [
    'the context is out of the source',
    { context: '../..' },
    "`context` must be a path within the source, got '../..'. The path must not leave the source with '..'",
  ],
  [
    'the Dockerfile is an expression',
    { dockerfile: '${{ github.event.head_commit.message }}' },
    "`dockerfile` must be a path within the source, got '${{ github.event.head_commit.message }}'. " +
      "Use only letters, digits and './_@+- '",
  ],
  [
    'the target is an expression',
    { target: '${{ github.actor }}' },
    "`target` must be a stage's name, got '${{ github.actor }}'. Use letters, digits, '_', '.' and '-' only.",
  ],
  [
    'the image of BuildKit brings more options',
    { buildKitImage: 'a,network=host' },
    "`buildKitImage` must be an image such as 'moby/buildkit:v0.24.0', got 'a,network=host'",
  ],
  [
    'the image of the SBOM is not an image',
    { sbomGeneratorImage: 'a b' },
    "`sbomGeneratorImage` must be an image such as 'moby/buildkit:v0.24.0', got 'a b'",
  ],
  [
    'no SBOM is written and its image is chosen',
    { attestations: false, sbomGeneratorImage: 'a/b:1' },
    '`sbomGeneratorImage` requires `attestations`, which are off. Turn them on, or omit the image.',
  ],
  [
    'nothing is emulated and the image of QEMU is chosen',
    { emulatorImage: 'a/b:1' },
    '`emulatorImage` requires `emulation`. Turn it on, or omit the image.',
  ],
  [
    'the timeout is no whole minutes',
    { timeout: Duration.seconds(90) },
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT1M30S.',
  ],
  [
    'the timeout is longer than GitHub lets a hosted runner work',
    { timeout: Duration.hours(7) },
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT7H. Build on your own runners, or build faster.',
  ],
  [
    'the timeout is longer than a session of the role',
    { timeout: Duration.hours(3) },
    '`timeout` must be at most 60 minutes, the longest session of the role, got PT3H. Set maxSessionDuration of the role.',
  ],
  [
    'a service is not one of the role',
    { services: ['c/other'] },
    "`services` must be one that the role may deploy to, got 'c/other'. Use 'c/s'.",
  ],
  [
    'a runner is for an unknown platform',
    { runners: { 'linux/386': 'x' } },
    "`runners` must be one of linux/amd64 and linux/arm64, got 'linux/386'",
  ],
  [
    'the label of a runner is an expression',
    { runners: { 'linux/amd64': '${{ x }}' } },
    "`runners['linux/amd64']` must be a runner's label, got '${{ x }}'. Use letters, digits, '_', '.' and '-' only.",
  ],
  [
    'a version is of an action that is not used',
    { actionVersions: { 'actions/cache': 'v4' } },
    "`actionVersions` must name actions that the workflow uses, got 'actions/cache'. It uses actions/checkout, actions/upload-artifact, " +
      'aws-actions/amazon-ecr-login, aws-actions/amazon-ecs-deploy-task-definition, aws-actions/amazon-ecs-render-task-definition, aws-actions/configure-aws-credentials, docker/build-push-action, ' +
      'docker/login-action, docker/setup-buildx-action, docker/setup-qemu-action.',
  ],
  [
    'a version is not valid',
    { actionVersions: { 'actions/checkout': 'v5 # x' } },
    "`actionVersions['actions/checkout']` must be an action's version: a commit's 40 digits, a commit with the release that it is, such as '<commit>#v5.0.0', or a tag such as 'v5', got 'v5 # x'",
  ],
])('fails when %s', (_, options, message) => {
  expect(() => workflowOf(options, { deploys: [EcsDeployment.named('c', 's')] })).toThrow(new Error(message));
});

test('fails when a command pushes a tag that the repository does not let move', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Own', { repositoryName: 'app' });
  const role = newPublisher({ repositories: [repository] }, stack);
  const commandsBeforeBuild = ['make', 'crane copy "$IMAGE_URI" 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:prod'];
  expect(() => PublishWorkflow.of(role, { commandsBeforeBuild })).toThrow(
    new Error(
      "`commandsBeforeBuild[1]` must push no tag that the repository does not let move, got a push of 'prod' to 'app'. Each build " +
        "would push it, and the second one would fail. Add 'prod' to the repository's mutableTags, or leave the push to `tags`.",
    ),
  );
});

test('fails when a tag must move that is immutable in the repository', () => {
  expect(() => workflowTo({}, { tags: [ImageTag.fixed('latest')] })).toThrow(
    new Error(
      "`tags[0]` must be a tag that the repository lets move, got 'latest'. Add it to the repository's mutableTags",
    ),
  );
});

test('fails when the tag of a branch must move that is immutable in the repository', () => {
  expect(() => workflowTo({ mutableTags: ['latest'] }, { tags: [ImageTag.branch()] })).toThrow(
    new Error(
      "`tags[0]` must be a tag that the repository lets move, got 'main'. Add it to the repository's mutableTags",
    ),
  );
});

test('fails when a fixed tag is not valid', () => {
  expect(() => ImageTag.fixed('$(id)')).toThrow(
    new Error(
      "`tag` must be an image tag, got '$(id)'. Use letters, digits, '_', '.' and '-', and do not start with '.' or '-'",
    ),
  );
});

test('fails when the cache is a repository and the name of the image is not known', () => {
  const stack = newOpenStack();
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'cache', mutableTags: ['buildcache-*'] });
  const repositories = [new ImageRepository(stack, 'Image'), cache];
  const role = newPublisher({ repositories: repositories.slice(0, 1), pullRepositories: [cache] }, stack);
  expect(() => PublishWorkflow.of(role, { cache: WorkflowCache.repository('cache') })).toThrow(
    new Error(
      "`cache` must not be a repository if the image's repository has no name, got 'cache'. The tag of a cache contains that " +
        'name. Give the image a repositoryName, or use WorkflowCache.gitHub().',
    ),
  );
});

test('fails when the cache has a name that ECR does not accept', () => {
  expect(() => WorkflowCache.repository('Cache')).toThrow(
    new Error(
      "`repositoryName` must be an ECR repository name like 'team/service', got 'Cache'. Use lower case only: 'cache'",
    ),
  );
});

test.each<[string, Partial<GitHubPublisherRoleProps>, string]>([
  [
    'the role trusts several GitHub repositories in different ways',
    { subjects: [GitHubSubject.branch('acme/one', 'main'), GitHubSubject.branch('acme/two', 'live')] },
    "`gitHubRepository` is required because the role trusts 2: 'acme/one' or 'acme/two'. Name one.",
  ],
  [
    'the role trusts several environments',
    { subjects: [GitHubSubject.environment('acme/app', 'test'), GitHubSubject.environment('acme/app', 'prod')] },
    "`environment` is required because the role trusts 2: 'test' or 'prod'. Name one.",
  ],
])('fails when %s', (_, props, message) => {
  expect(() => workflowOf({}, props)).toThrow(new Error(message));
});

test('fails when the role pushes to several repositories and none is named', () => {
  const stack = newStack();
  const repositories = ['one', 'two'].map((name) => Repository.fromRepositoryName(stack, name, name));
  expect(() => workflowOf({}, { repositories }, stack)).toThrow(
    new Error("`repositoryName` is required because the role pushes to 2: 'one' or 'two'. Name one."),
  );
});

test('fails when the role pushes to none', () => {
  const stack = newStack();
  const pullRepositories = [Repository.fromRepositoryName(stack, 'Base', 'base')];
  expect(() => workflowOf({}, { repositories: [], pullRepositories }, stack)).toThrow(
    new Error('`role` must push to a repository, got one that pushes to none'),
  );
});

test('fails when a GitHub Enterprise Server has no runner', () => {
  const stack = newStack();
  const provider = GitHubOidcProvider.forAccountOf(stack, GitHubIssuer.enterpriseServer('github.acme.com'));
  const props = { provider, subjects: [GitHubSubject.branch('acme/app', 'main')] };
  expect(() => workflowOf({ runners: { 'linux/amd64': 'ours' }, platforms: both }, props, stack)).toThrow(
    new Error(
      '`runners` must name a runner for linux/arm64, got none. GitHub Enterprise Server has no hosted runners.',
    ),
  );
});

test('fails when the branch is known at deploy time only', () => {
  const stack = newStack();
  const branch = new CfnParameter(stack, 'Branch').valueAsString;
  expect(() => workflowOf({}, { subjects: [GitHubSubject.branch('acme/app', branch)] }, stack)).toThrow(
    new Error('`subjects` must be known at synth, got a token. The workflow file is written before the deployment.'),
  );
});

const facts: PublisherRoleFacts = {
  title: 'ci',
  issuer: 'token.actions.githubusercontent.com',
  audience: 'sts.amazonaws.com',
  runs: [{ repository: 'acme/app', place: { kind: 'branch', name: 'main' } }],
  repositories: [{ name: 'app', mayPull: false }],
  deploys: [],
};

/** Facts of roles that a template of another tool may contain. */
test.each<[string, Partial<PublisherRoleFacts>, string]>([
  [
    'a role is of another CI system',
    { issuer: 'gitlab.com' },
    "`role` must trust GitHub Actions, got 'ci', which trusts 'gitlab.com'. Use a role for GitHub Actions.",
  ],
  [
    'a role trusts pull requests only',
    { runs: [{ repository: 'acme/app', place: { kind: 'pull request', name: '' } }] },
    '`role` must trust a branch, a tag or an environment, got pull requests only. A workflow for pull requests never pushes.',
  ],
  [
    'a role trusts nothing by its name',
    { runs: [] },
    '`role` must trust a branch, a tag or an environment by name, got a role that trusts none. Add one to its subjects.',
  ],
  [
    'a branch is an expression',
    { runs: [{ repository: 'acme/app', place: { kind: 'branch', name: '${{ github.actor }}' } }] },
    "`branch` must be the name of one Git branch, got '${{ github.actor }}'. IAM would replace the variable. Write the name",
  ],
  [
    'an environment is an expression',
    { runs: [{ repository: 'acme/app', place: { kind: 'environment', name: '${{ github.actor }}' } }] },
    "`environment` must be the name of one GitHub environment, got '${{ github.actor }}'. " +
      'IAM would replace the variable. Write the name',
  ],
  [
    'an audience is an expression',
    { audience: '${{ secrets.X }}' },
    "`audience` must be the audience of a token, got '${{ secrets.X }}'. Use letters, digits and './:@_-' only.",
  ],
  [
    'a repository has a name that ECR does not accept',
    { repositories: [{ name: 'a"$(id)', mayPull: false }] },
    "`repositoryName` must be an ECR repository name like 'team/service', got 'a\"$(id)'. " +
      "Each segment is letters and digits, with a single '.', '_', '__' or dashes between them",
  ],
  [
    'a Region is not valid',
    { repositories: [{ name: 'app', region: '${{ x }}', mayPull: false }] },
    "`region` must be an AWS Region, got '${{ x }}'. For example 'us-east-1'",
  ],
  [
    "a role's ARN is not valid",
    { arn: 'arn:aws:iam::1:role/${{ x }}' },
    "`roleArn` must be the ARN of a role, got 'arn:aws:iam::1:role/${{ x }}'",
  ],
])('fails when %s', (_, given, message) => {
  expect(() => PublishWorkflow._of({ ...facts, ...given }, {})).toThrow(new Error(message));
});

describe('a workflow that deploys to a Lambda function', () => {
  const deploys = [LambdaDeployment.named('api'), EcsDeployment.named('c', 's')];
  const problem = (got: string, remedy: string) =>
    `\`services\` must not have the Lambda function 'api' for an image with an index, got ${got}. Lambda accepts only an image ` +
    `for one platform without attestations. To deploy it, ${remedy}. Otherwise leave the function out.`;

  test.each<[string, PublishWorkflowOptions, string]>([
    ['attestations by default', {}, problem('attestations', 'turn attestations off')],
    ['attestations', { attestations: true, services: ['api'] }, problem('attestations', 'turn attestations off')],
    [
      'two platforms',
      { attestations: false, platforms: both },
      problem('linux/amd64 and linux/arm64', 'build for one platform'),
    ],
    [
      'two emulated platforms and attestations',
      { platforms: both, emulation: true },
      problem('attestations, linux/amd64 and linux/arm64', 'turn attestations off and build for one platform'),
    ],
  ])('must not have %s', (_, options, message) => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Image', { repositoryName: 'app' });
    const role = newPublisher({ deploys, repositories: [repository], pullRepositories: [repository] }, stack);
    expect(() => PublishWorkflow.of(role, options)).toThrow(new Error(message));
  });

  test('is accepted for one platform without attestations, and the function may be left out', () => {
    const workflow = workflowOf({ attestations: false, platforms: [Platform.LINUX_ARM64] }, { deploys });
    expect(workflow).toContain('LAMBDA_FUNCTION: api\n');
    expect(workflowOf({ services: ['c/s'] }, { deploys })).not.toContain('LAMBDA');
  });
});

test('the role that these cases change has a workflow', () => {
  expect(PublishWorkflow._of(facts, {}).renderYaml()).toContain('name: Publish app\n');
});
