import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { EcsDeployment } from '../../../lib/deployment/ecs-deployment';
import { GitHubPublisherRole } from '../../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../../lib/github/github-subject';
import { PublishWorkflow } from '../../../lib/github/publish-workflow';
import { rebuildsOf } from '../../../lib/app/workflow/rebuilds-of-options';
import { GitLabSubject } from '../../../lib/publisher/gitlab/gitlab-subject';
import { OidcPublisherRole } from '../../../lib/publisher/oidc-publisher-role';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { actionlint, jobsIn, parsed, stepsIn } from '../../github/workflow-lint';
import { env, newApp } from '../../synthesis';
import { folderWith, run } from '../command';

/** The cloud assembly of a stack. */
function assemblyOf(add: (stack: Stack) => void): string {
  const app = newApp();
  app.node.setContext('aws:cdk:enable-path-metadata', true); // the CDK command line does the same
  add(new Stack(app, 'Stack', { env }));
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    return app.synth().directory;
  } finally {
    printed.mockRestore();
  }
}

const ids = { ownerId: '1', repositoryId: '2' };
let role: GitHubPublisherRole | undefined;
const assembly = assemblyOf((stack) => {
  const service = new ImageRepository(stack, 'Service', { repositoryName: 'service', mutableTags: ['latest'] });
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'cache', mutableTags: ['buildcache-*'] });
  role = new GitHubPublisherRole(stack, 'One', {
    roleName: 'one',
    subjects: [
      GitHubSubject.branch('acme/service', 'main', { ...ids, acceptNameOnly: true }),
      GitHubSubject.tagPattern('acme/service', 'v*', ids),
    ],
    repositories: [service],
    deploys: [EcsDeployment.named('c', 's')],
  });
  new GitHubPublisherRole(stack, 'Two', {
    subjects: [GitHubSubject.environment('acme/service', 'prod: eu', { ...ids, ref: 'refs/heads/main' })],
    repositories: [service, cache],
    pullRepositories: [cache],
  });
  new GitHubPublisherRole(stack, 'Pulls', {
    roleName: 'pulls',
    subjects: [GitHubSubject.pullRequest('acme/service', ids)],
    pullRepositories: [service],
  });
  new OidcPublisherRole(stack, 'GitLab', {
    roleName: 'gitlab',
    subjects: [GitLabSubject.branch('acme/service', 'main', { projectId: '1' })],
    repositories: [service],
  });
});

test('the file is the one that the construct renders', () => {
  const { stdout, stderr, exitCode } = run('workflow', assembly, '--role', 'one');
  expect([exitCode, stderr]).toEqual([0, '']);
  if (!role) throw new Error('no role');
  expect(stdout).toBe(PublishWorkflow.of(role).renderYaml());
  expect(parsed(stdout).on).toEqual({ push: { branches: ['main'], tags: ['v**'] } });
});

test.each(['Stack/One', 'Stack/One/Role', 'Stack/One/Role/Resource'])('the role is found as %s', (id) => {
  expect(run('workflow', assembly, '--role', id).stdout).toBe(run('workflow', assembly, '--role', 'one').stdout);
});

test('the role is found by its logical id', () => {
  const template = readFileSync(join(assembly, 'Stack.template.json'), 'utf8');
  const [logicalId = ''] = /OneRole\w+/.exec(template) ?? [];
  expect(run('workflow', assembly, '--role', logicalId).stdout).toBe(run('workflow', assembly, '--role', 'one').stdout);
});

test('the unknown ARN of a role without a name is a variable', () => {
  const { stdout } = run('workflow', assembly, '--role', 'Stack/Two', '--repository', 'service');
  expect(stdout).toContain('role-to-assume: ${{ vars.AWS_ROLE_ARN }}\n');
  expect(jobsIn(stdout).publish?.environment).toBe('prod: eu');
  expect(parsed(stdout).on).toEqual({ push: { branches: ['main'] } });
});

test('every option has an effect on the file', async () => {
  const { stdout, stderr } = run(
    ...['workflow', assembly, '--role', 'Stack/Two', '--repository', 'service', '--github-repository', 'acme/service'],
    ...['--environment', 'prod: eu', '--platform', 'linux/amd64', 'linux/arm64', '--tag', 'commit', 'short-commit'],
    ...['--tag', 'build-number', 'latest', '--cache', 'cache', '--context', 'a', '--dockerfile', 'a/b'],
    ...['--target', 'c', '--buildkit-image', 'moby/buildkit:v1', '--runner', 'linux/arm64=our-arm', '--no-service'],
    ...['--action', 'actions/checkout=v6', '--sbom-generator-image', 'acme/sbom:1', '--label', 'a=b=c, "d"', 'e='],
  );
  expect(stderr).toBe('');
  expect(jobsIn(stdout).build?.strategy).toMatchObject({
    matrix: { include: [{ arch: 'amd64' }, { arch: 'arm64', runner: 'our-arm' }] },
  });
  const steps = stepsIn(stdout);
  expect(steps[0]?.uses).toBe('actions/checkout@v6');
  expect(steps.find(({ id }) => id === 'build')?.with).toMatchObject({
    context: 'a',
    file: 'a/b',
    target: 'c',
    labels: expect.stringMatching(/\n"a=b=c, ""d"""\ne=\n$/) as string,
    'cache-from':
      'type=registry,ref=${{ steps.ecr.outputs.registry }}/cache:buildcache-linux-${{ matrix.arch }}-service',
    sbom: 'generator=acme/sbom:1',
  });
  expect(steps.find(({ id }) => id === 'tags')?.env).toMatchObject({
    TAG_RULE_00: 'commit',
    TAG_RULE_01: 'short-commit',
    TAG_RULE_02: 'build-number',
    TAG_RULE_03: 'fixed:latest',
  });
  expect((await actionlint(stdout)).filter((message) => !message.includes('"our-arm"'))).toEqual([]);
});

test('one machine builds all platforms, without attestations and without a cache', () => {
  const { stdout } = run(
    ...[
      'workflow',
      assembly,
      '--role',
      'one',
      '--platform',
      'linux/amd64',
      'linux/arm64',
      '--emulation',
      '--emulator-image',
      'acme/binfmt:1',
    ],
    ...['--no-attestations', '--cache', 'none', '--timeout-minutes', '30', '--service', 'c/s'],
  );
  expect(Object.keys(jobsIn(stdout))).toEqual(['publish', 'deploy']);
  const inputs = stepsIn(stdout).find(({ id }) => id === 'build')?.with as Record<string, unknown>;
  expect(inputs).toMatchObject({ platforms: 'linux/amd64,linux/arm64', provenance: false, sbom: false });
  expect(inputs).not.toHaveProperty('cache-from');
  expect(jobsIn(stdout).publish?.['timeout-minutes']).toBe(30);
  const emulator = stepsIn(stdout).find(({ name }) => name === 'Set up emulation');
  expect(emulator?.with).toMatchObject({ image: 'acme/binfmt:1' });
});

test('several repositories with their folders are the images of one workflow', () => {
  const repositories = ['--repository', 'service=web', '--repository', 'cache=tools/cache'];
  const { stdout, stderr } = run(
    ...[
      'workflow',
      assembly,
      '--role',
      'Stack/Two',
      '--github-repository',
      'acme/service',
      '--environment',
      'prod: eu',
    ],
    ...repositories,
  );
  expect(stderr).toBe('');
  expect(Object.keys(jobsIn(stdout))).toEqual(['changes', 'publish-service', 'publish-cache']);
  const builds = stepsIn(stdout).filter(({ id }) => id === 'build');
  expect(builds.map(({ with: inputs }) => (inputs as { context: string }).context)).toEqual(['web', 'tools/cache']);
});

test.each(['publish.yml', '.github/workflows/publish.yml'])('it is written to a given file, %s', (name) => {
  const file = join(folderWith({}), name);
  expect(run('workflow', assembly, '--role', 'one', '--output', file)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(run('workflow', assembly, '--role', 'one').stdout);
});

test('versions of actions that it replaces in the file are noted, until they are given', () => {
  const command = (...others: string[]) => run('workflow', assembly, '--role', 'one', ...others);
  const before = command('--action', `actions/checkout=${'a1'.repeat(20)}#v99.0.0`).stdout;
  const file = join(folderWith({ 'publish.yml': before }), 'publish.yml');
  const [, commit = '', release = ''] = /actions\/checkout@(\S+) # (\S+)/.exec(command().stdout) ?? [];
  const keep = `actions/checkout=${'a1'.repeat(20)}#v99.0.0`;
  expect(command('--output', file, '--action', keep)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(command('--output', file)).toEqual({
    stdout: '',
    stderr:
      `Note: actions/checkout is at ${commit} (${release}) now, in place of ${'a1'.repeat(20)} (v99.0.0). ` +
      `To keep what it had, add --action ${keep}\n`,
    exitCode: 0,
  });
  expect(command('--output', file)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
});

test.each<[string, string[], string]>([
  [
    'there is no such role',
    ['--role', 'nobody'],
    "--role must be a role of the templates, got 'nobody'. Roles for CI systems: one, TwoRoleID, pulls, gitlab.",
  ],
  [
    'the role is for GitLab, with an option for GitHub',
    ['--role', 'gitlab', '--github-repository', 'acme/service'],
    '--github-repository must be used with a role that GitHub Actions assumes only. Omit it.',
  ],
  ['the role only pulls', ['--role', 'pulls'], '`--role` must push to a repository, got one that pushes to none'],
  [
    'the role pushes to several repositories',
    ['--role', 'Stack/Two'],
    "`--repository` is required because the role pushes to 2: 'service' or 'cache'. Name one.",
  ],
  [
    'one of several repositories has no folder',
    ['--role', 'Stack/Two', '--repository', 'service=web', '--repository', 'cache'],
    "--repository must be NAME=FOLDER for each of several images, got 'cache'.",
  ],
  [
    'two images have one name',
    ['--role', 'Stack/Two', '--repository', 'service=web', '--repository', 'service=api'],
    "--repository must end differently for each image, got 'service' twice. The jobs have that name.",
  ],
  [
    'folders and a context',
    ['--role', 'Stack/Two', '--repository', 'service=web', '--context', 'api'],
    '--context must not be used with folders in --repository. Omit it.',
  ],
  [
    'several images and a service',
    ['--role', 'Stack/Two', '--repository', 'service=web', '--service', 'a/b'],
    '--service must be used with one image only. PublishWorkflow sets it for each image in code.',
  ],
  [
    'several repositories for GitLab',
    ['--role', 'gitlab', '--repository', 'a=b', '--repository', 'c=d'],
    '--repository must be given once if the file is not for GitHub Actions. Write a file for each.',
  ],
  [
    'a moving tag is immutable in the repository',
    ['--role', 'one', '--tag', 'edge'],
    "`--tag` must be a tag that the repository lets move, got 'edge'. Add it to the repository's mutableTags",
  ],
  [
    'a label is an expression',
    ['--role', 'one', '--label', 'a=${{ github.actor }}'],
    "`--label.a` must not contain a GitHub expression, got '${{ github.actor }}'. GitHub would replace it with text that others control.",
  ],
  [
    'a runner is for an unknown platform',
    ['--role', 'one', '--runner', 'linux/386=x'],
    "`--runner` must be one of linux/amd64 and linux/arm64, got 'linux/386'",
  ],
  [
    'the timeout is longer than a session of the role',
    ['--role', 'one', '--timeout-minutes', '90'],
    '`--timeout-minutes` must be at most 60 minutes, the longest session of the role, got PT1H30M. Set maxSessionDuration of the role.',
  ],
])('fails if %s', (_, args, message) => {
  const { stdout, stderr, exitCode } = run('workflow', assembly, ...args);
  expect([stdout, exitCode]).toEqual(['', 1]);
  expect(stderr.replace(/TwoRole\w+/, 'TwoRoleID')).toBe(`${message}\n`);
});

test.each<[string, string[], string]>([
  ['no role is named', [], "error: required option '--role <id>' not specified"],
  [
    'a platform is not valid',
    ['--role', 'one', '--platform', 'x'],
    "error: option '--platform <platform...>' argument 'x' is invalid. Allowed choices are linux/amd64, linux/arm64.",
  ],
  [
    'a tag is not valid',
    ['--role', 'one', '--tag', '$(id)'],
    "error: option '--tag <tag...>' argument '$(id)' is invalid. It must be an image tag.",
  ],
  [
    'a label has no key',
    ['--role', 'one', '--label', '=x'],
    "error: option '--label <key=value...>' argument '=x' is invalid. It must be KEY=VALUE.",
  ],
  [
    'a machine has no platform',
    ['--role', 'one', '--runner', 'x'],
    "error: option '--runner <platform=label...>' argument 'x' is invalid. It must be NAME=VALUE.",
  ],
])('is a usage error if %s', (_, args, message) => {
  const { stderr, exitCode } = run('workflow', assembly, ...args);
  expect([stderr, exitCode]).toEqual([`${message}\n`, 2]);
});

test('fails if there are no templates', () => {
  const folder = folderWith({});
  const { stderr, exitCode } = run('workflow', join(folder, 'cdk.out'), '--role', 'one');
  expect([stderr, exitCode]).toEqual([`${join(folder, 'cdk.out')} does not exist\n`, 1]);
});

/** A template that was written without this library. */
const foreign = (trust: object, repository = 'arn:aws:ecr:us-east-1:123456789012:repository/app') => ({
  Resources: {
    Ci: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'ci',
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRoleWithWebIdentity',
              Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
              Condition: trust,
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'push',
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
                { Effect: 'Allow', Action: 'ecr:*', Resource: repository },
                {
                  Effect: 'Allow',
                  Action: ['ecs:UpdateService', 'ecs:DescribeServices'],
                  Resource: 'arn:aws:ecs:us-east-1:123456789012:service/pizza/pizza',
                },
              ],
            },
          },
        ],
      },
    },
  },
});
const aud = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
const sub = (value: string | string[]) => ({ 'token.actions.githubusercontent.com:sub': value });

test('a role that another tool wrote has a workflow, which follows the deployment of a service that the role may describe', () => {
  const trust = { StringEquals: { ...aud, ...sub('repo:acme/app:ref:refs/heads/main') } };
  const folder = folderWith({ 'ci.json': foreign(trust) });
  const { stdout, stderr } = run('workflow', join(folder, 'ci.json'), '--role', 'ci');
  expect(stderr).toBe('');
  expect(parsed(stdout).on).toEqual({ push: { branches: ['main'] } });
  expect(stepsIn(stdout).find(({ id }) => id === 'tags')?.env).toMatchObject({
    REPOSITORY_URI: '${{ steps.ecr.outputs.registry }}/app',
  });
  const script = String(stepsIn(stdout).at(-1)?.run);
  expect(script).toContain('\nfollow_deployment\n');
  expect(stdout).not.toContain('services-stable');
});

test.each<[string, object, string]>([
  [
    'it trusts all runs of a repository',
    { StringEquals: aud, StringLike: sub('repo:acme/app:*') },
    '`--role` must trust a branch, a tag or an environment by name, got a role that trusts none. Add one to its subjects.',
  ],
  [
    'it trusts pull requests',
    { StringEquals: { ...aud, ...sub('repo:acme/app:pull_request') } },
    '`--role` must trust a branch, a tag or an environment, got pull requests only. A workflow for pull requests never pushes.',
  ],
  [
    'its branch is an expression',
    { StringEquals: { ...aud, ...sub('repo:acme/app:ref:refs/heads/${{ github.actor }}') } },
    "`--branch` must be the name of one Git branch, got '${{ github.actor }}'. IAM would replace the variable. Write the name",
  ],
])('fails for a role that another tool wrote if %s', (_, trust, message) => {
  const folder = folderWith({ 'ci.json': foreign(trust) });
  const { stderr, exitCode } = run('workflow', join(folder, 'ci.json'), '--role', 'ci');
  expect([stderr, exitCode]).toEqual([`${message}\n`, 1]);
});

test.each([
  [
    ['--rebuild-schedule', 'cron(0 3 31 2 ? *)'],
    "`--rebuild-schedule` must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got " +
      "'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
  ],
  [
    ['--rebuild-schedule', 'cron(0 3 ? * MON *)'],
    '`--rebuild-schedule` requires a role that may list the tags of the repository and read the provenance of its images. Add the ' +
      "repository to the role's listRepositories and pullRepositories.",
  ],
  [['--rebuild-time-zone', 'Europe/Berlin'], '`--rebuild-time-zone` requires `--rebuild-schedule`.'],
  [
    ['--rebuild-schedule', 'rate(1 day)', '--rebuild-time-zone', 'Berlin'],
    "`--rebuild-time-zone` must be a time zone, such as 'Europe/Berlin', got 'Berlin'",
  ],
])('the schedule of rebuilds is checked: %j', (options, message) => {
  const { stderr, exitCode } = run('workflow', assembly, '--role', 'one', '--tag', 'semantic-version', ...options);
  expect([exitCode, stderr]).toEqual([1, `${message}\n`]);
});

test('a schedule of rebuilds has a time zone, which is UTC unless it is given', () => {
  const { schedule } = rebuildsOf({ rebuildSchedule: 'rate(1 day)', rebuildTimeZone: 'Europe/Berlin' }) ?? {};
  expect([schedule?.expressionString, schedule?.timeZone?.timezoneName]).toEqual(['rate(1 day)', 'Europe/Berlin']);
  expect(rebuildsOf({ rebuildSchedule: 'rate(1 day)' })?.schedule.timeZone?.timezoneName).toBe('Etc/UTC');
});
