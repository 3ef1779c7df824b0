import { Duration, type Stack, Stack as CdkStack } from 'aws-cdk-lib';
import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { parse } from 'yaml';
import { explainPull } from '../../lib/base-image/scripts';
import { shellCommand } from '../../lib/private/text/shell-script';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { type ImageCheckProjectProps } from '../../lib/build/image-check-project-props';
import { ImageSource } from '../../lib/build/source/image-source';
import { PullRequestApproval, PullRequestApprover } from '../../lib/build/source/pull-request-policy';
import { AccessReport } from '../../lib/review/report/access-report';
import { isAllowed } from '../simulation';
import { addAllPacks } from '../nag-packs';
import { account, env, newApp, newStack, onlyProperties, type Properties, resourcesOf, templateOf } from '../synthesis';
import { connectionArn, logGroupArn, policiesOf, projectName, projectType, repositoryArn } from './build-project';
import { type Buildspec } from './build-run';
import { starts, type Triggers } from './triggers';

const gitHub = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
const gitLab = ImageSource.gitLab('acme/app', { connectionArn, branches: ['main'] });

/** A project that checks pull requests of GitHub into main with one command, but for props. */
function addCheck(stack: Stack, props: Partial<ImageCheckProjectProps> = {}): ImageCheckProject {
  return new ImageCheckProject(stack, 'Check', { source: gitHub, commands: ['make check'], projectName, ...props });
}

function checkWith(props: Partial<ImageCheckProjectProps> = {}): Properties {
  const stack = newStack();
  addCheck(stack, props);
  return onlyProperties(stack, projectType);
}

/** Props as callers from JavaScript pass them. */
const unchecked = (props: object): Partial<ImageCheckProjectProps> => props;

const triggersWith = (props: Partial<ImageCheckProjectProps> = {}) => checkWith(props).Triggers as Triggers;

describe('B3: what a pull request can do', () => {
  const stack = newStack();
  addCheck(stack, { privileged: true });
  const known = JSON.stringify(policiesOf(stack)).replace(
    /\{"Fn::GetAtt":\["\w+LogGroup\w+","Arn"\]\}/g,
    `"${logGroupArn}:*"`,
  );
  const identityPolicies = JSON.parse(known) as object[];
  const caller = { principal: `arn:aws:iam::${account}:role/check`, identityPolicies };
  const may = (action: string, resource: string) => isAllowed(caller, { action, resource, account });

  test.each([
    ['logs:PutLogEvents', `${logGroupArn}:log-stream:1`],
    ['codeconnections:GetConnectionToken', connectionArn],
  ])('it may call %s', async (action, resource) => {
    expect(await may(action, resource)).toBe(true);
  });

  test.each([
    ['ecr:GetAuthorizationToken', '*'],
    ['ecr:PutImage', repositoryArn],
    ['ecr:BatchGetImage', repositoryArn],
    ['ecr:InitiateLayerUpload', repositoryArn],
    ['logs:PutLogEvents', `${logGroupArn}-other:log-stream:1`],
    ['codebuild:StartBuild', `arn:aws:codebuild:eu-west-1:${account}:project/${projectName}`],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${account}:secret:x`],
    ['ssm:GetParameters', `arn:aws:ssm:eu-west-1:${account}:parameter/x`],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${account}:key/11111111-2222-3333-4444-555555555555`],
  ])('but not %s', async (action, resource) => {
    expect(await may(action, resource)).toBe(false);
  });

  test('the role reads the source and writes logs, and has only one policy', () => {
    const [{ Statement: statements } = { Statement: [] }, ...others] = policiesOf(stack);
    expect(others).toEqual([]);
    expect((statements as Properties[]).flatMap(({ Action: action }) => action as string[])).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'codeconnections:GetConnection',
      'codeconnections:GetConnectionToken',
    ]);
    templateOf(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('B11: CodeBuild makes the project after the policy of its role', () => {
    const [project] = resourcesOf(stack, projectType);
    const [policy] = Object.keys(templateOf(stack).findResources('AWS::IAM::ManagedPolicy'));
    expect(project?.DependsOn).toContain(policy);
  });
});

describe('what starts a check', () => {
  const triggers = triggersWith();

  test.each(['PULL_REQUEST_CREATED', 'PULL_REQUEST_UPDATED', 'PULL_REQUEST_REOPENED'])('%s into main', (event) => {
    expect(starts(triggers, { event, ref: 'refs/heads/main' })).toBe(true);
  });

  test.each([
    ['PUSH', 'main'],
    ['PULL_REQUEST_MERGED', 'main'],
    ['PULL_REQUEST_CREATED', 'main-evil'],
    ['PULL_REQUEST_CREATED', 'mainline'],
    ['PULL_REQUEST_CREATED', 'xmain'],
  ])('not %s of %s', (event, branch) => {
    expect(starts(triggers, { event, ref: `refs/heads/${branch}` })).toBe(false);
  });

  test('the actors and the paths of the source hold here, too; its tags play no part', () => {
    const source = ImageSource.gitHub('acme/app', {
      connectionArn,
      branches: ['main'],
      tags: ['v1'],
      actorIds: ['7'],
      paths: ['src'],
    });
    const bounded = triggersWith({ source });
    const event = { event: 'PULL_REQUEST_CREATED', ref: 'refs/heads/main', actor: '7', files: ['src/a'] };
    expect(starts(bounded, event)).toBe(true);
    expect(starts(bounded, { ...event, actor: '77' })).toBe(false);
    expect(starts(bounded, { ...event, files: ['docs/a'] })).toBe(false);
    expect(bounded.FilterGroups).toHaveLength(1);
  });
});

describe('B4: who lets a pull request be built', () => {
  test('all of them wait, and each GitHub role that may write approves', () => {
    expect(triggersWith().PullRequestBuildPolicy).toEqual({
      RequiresCommentApproval: 'ALL_PULL_REQUESTS',
      ApproverRoles: ['GITHUB_WRITE', 'GITHUB_MAINTAIN', 'GITHUB_ADMIN'],
    });
  });

  test('of GitLab, each role that may write approves', () => {
    expect(triggersWith({ source: gitLab }).PullRequestBuildPolicy).toEqual({
      RequiresCommentApproval: 'ALL_PULL_REQUESTS',
      ApproverRoles: ['GITLAB_DEVELOPER', 'GITLAB_MAINTAINER', 'GITLAB_OWNER'],
    });
  });

  test('as given', () => {
    const approval = PullRequestApproval.FORK_PULL_REQUESTS;
    const approvers = [PullRequestApprover.GITHUB_ADMIN];
    expect(triggersWith({ approval, approvers }).PullRequestBuildPolicy).toEqual({
      RequiresCommentApproval: 'FORK_PULL_REQUESTS',
      ApproverRoles: ['GITHUB_ADMIN'],
    });
  });

  const approvals = 'must be one of ALL_PULL_REQUESTS and FORK_PULL_REQUESTS, got';

  test.each([
    ['DISABLED', `${approvals} 'DISABLED'. Anyone who opens a pull request could run code in the build.`],
    ['NONE', `${approvals} 'NONE'`],
  ])('fails when the approval is %s', (approval, problem) => {
    expect(() => checkWith(unchecked({ approval }))).toThrow(new Error(`\`approval\` ${problem}`));
  });

  const ofGitHub = 'must be one of GITHUB_WRITE, GITHUB_MAINTAIN, GITHUB_ADMIN, got';
  const ofGitLab = 'must be one of GITLAB_DEVELOPER, GITLAB_MAINTAINER, GITLAB_OWNER, got';
  const readOnly = 'A role that cannot write to the repository must not approve builds.';

  test.each([
    ['GITHUB_READ', gitHub, `${ofGitHub} 'GITHUB_READ'. ${readOnly}`],
    ['GITHUB_TRIAGE', gitHub, `${ofGitHub} 'GITHUB_TRIAGE'. ${readOnly}`],
    ['GITLAB_GUEST', gitLab, `${ofGitLab} 'GITLAB_GUEST'. ${readOnly}`],
    ['GITLAB_REPORTER', gitLab, `${ofGitLab} 'GITLAB_REPORTER'. ${readOnly}`],
    ['GITLAB_OWNER', gitHub, `${ofGitHub} 'GITLAB_OWNER'`],
    ['GITHUB_WRITE', gitLab, `${ofGitLab} 'GITHUB_WRITE'`],
  ])('fails when %s approves', (approver, source, problem) => {
    expect(() => checkWith(unchecked({ source, approvers: [approver] }))).toThrow(
      new Error(`\`approvers[0]\` ${problem}`),
    );
  });

  test('fails when the list of approvers is empty', () => {
    expect(() => checkWith({ approvers: [] })).toThrow(
      new Error('`approvers` must list at least one value, got an empty list'),
    );
  });
});

describe('B5: what a check runs', () => {
  test('fails when a command has a secret', () => {
    const commands = ['make lint', 'curl --header "Authorization: token ghp_0123456789" https://example.com'];
    expect(() => checkWith({ commands })).toThrow(
      new Error(
        '`commands[1]` must not have a secret, got a text that looks like one. Anyone who can read the project can read it.',
      ),
    );
  });

  test('the commands, by a buildspec that no pull request can change', () => {
    const { Source: source } = checkWith({ commands: ['make lint', 'make test'] });
    expect(JSON.parse(JSON.stringify(source))).toMatchObject({
      BuildSpec:
        'version: "0.2"\nenv:\n  shell: bash\nphases:\n  build:\n    commands:\n      - make lint\n      - make test\n',
    });
  });

  test('on a machine without privileges, secrets, caches and variables', () => {
    const { Environment: environment, Cache: cache, SecondarySources: others } = checkWith();
    expect(environment).toEqual({
      Type: 'LINUX_CONTAINER',
      Image: 'aws/codebuild/standard:8.0',
      ComputeType: 'BUILD_GENERAL1_SMALL',
      ImagePullCredentialsType: 'CODEBUILD',
      PrivilegedMode: false,
    });
    expect(others).toBeUndefined();
    expect(cache).toEqual({ Type: 'NO_CACHE' });
  });

  test('B18: privileged, it builds the image without a push and without a cache, then the commands run', () => {
    const {
      Environment: environment,
      Cache: cache,
      Source: source,
    } = checkWith({
      privileged: true,
      platforms: [Platform.LINUX_ARM64],
      dockerfile: 'docker/Dockerfile',
      context: 'app',
    });
    expect(environment).toMatchObject({
      Type: 'ARM_CONTAINER',
      PrivilegedMode: true,
      EnvironmentVariables: [
        { Name: 'IMAGE', Type: 'PLAINTEXT', Value: 'checked-image' },
        { Name: 'IMAGE_PLATFORM', Type: 'PLAINTEXT', Value: 'linux/arm64' },
        { Name: 'DOCKERFILE', Type: 'PLAINTEXT', Value: 'docker/Dockerfile' },
        { Name: 'BUILD_CONTEXT', Type: 'PLAINTEXT', Value: 'app' },
      ],
    });
    expect(cache).toEqual({ Type: 'NO_CACHE' });
    const { BuildSpec: buildspec } = source as { BuildSpec: string };
    const { phases } = parse(buildspec) as Buildspec;
    const commands = phases.build?.commands.join('\n') ?? '';
    const messages = shellCommand(explainPull).replace(/^set .*\n/, '');
    expect(commands).toContain(messages);
    expect(commands.replace(messages, '')).not.toMatch(/push|login|cache/); // the messages about base images have these words
    expect(buildspec.indexOf('docker build')).toBeLessThan(buildspec.indexOf('make check'));
  });

  test('privileged, it needs no commands', () => {
    const { Source: source } = checkWith({ privileged: true, commands: undefined });
    expect((source as { BuildSpec: string }).BuildSpec).toContain('docker build');
  });
});

test('has the given limits', () => {
  const props = { timeout: Duration.minutes(10), concurrentBuildLimit: 2, computeType: ComputeType.LARGE };
  expect(checkWith(props)).toMatchObject({
    TimeoutInMinutes: 10,
    ConcurrentBuildLimit: 2,
    Environment: { ComputeType: 'BUILD_GENERAL1_LARGE' },
  });
});

test('a check takes at most half an hour by default', () => {
  expect(checkWith().TimeoutInMinutes).toBe(30);
});

test.each<[string, Partial<ImageCheckProjectProps>, string]>([
  [
    'the source has no branches',
    { source: ImageSource.gitHub('acme/app', { connectionArn }) },
    '`source` must have branches, got none. Add the target branches of the pull requests.',
  ],
  [
    'the source is of GitHub Enterprise',
    { source: ImageSource.gitHubEnterprise('acme/app', { connectionArn, host: 'git.example.com' }) },
    '`source` must be a GitHub or GitLab repository, got GitHub Enterprise. CloudFormation cannot create a webhook for it.',
  ],
  [
    'the source is of CodeCommit',
    { source: ImageSource.codeCommit(Repository.fromRepositoryName(newStack(), 'Code', 'app')) },
    '`source` must be a GitHub or GitLab repository, got CodeCommit. CodeBuild receives no events of its pull requests.',
  ],
  [
    'the source is of S3',
    { source: ImageSource.s3(Bucket.fromBucketName(newStack(), 'Bucket', 'sources'), 'app.zip') },
    '`source` must be a GitHub or GitLab repository, got S3. A bucket has no pull requests.',
  ],
  [
    'nothing runs',
    { commands: undefined },
    '`commands` must list at least one command, got none. Without `privileged: true` no image is built.',
  ],
  ['commands are empty', { commands: [] }, '`commands` must list at least one value, got an empty list'],
  ['a command is empty', { commands: [' '] }, "`commands[0]` must be a command, got ' '"],
  [
    'there is a Dockerfile but no Docker',
    { dockerfile: 'Dockerfile' },
    '`dockerfile` requires `privileged: true`, because no image is built without it',
  ],
  [
    'there is a context but no Docker',
    { context: 'app' },
    '`context` requires `privileged: true`, because no image is built without it',
  ],
  [
    'the Dockerfile leaves the source',
    { privileged: true, dockerfile: '../Dockerfile' },
    "`dockerfile` must be a path within the source, got '../Dockerfile'. The path must not leave the source with '..'",
  ],
  [
    'the limit is 0',
    { concurrentBuildLimit: 0 },
    '`concurrentBuildLimit` must be a whole number from 1 on, got the number 0',
  ],
])('fails when %s', (_, props, message) => {
  expect(() => checkWith(props)).toThrow(new Error(message));
});

test.each([false, true])('no pack of cdk-nag finds anything, privileged: %j', (privileged) => {
  const app = newApp();
  addAllPacks(app);
  addCheck(new CdkStack(app, 'Stack', { env }), { privileged });
  expect(() => app.synth()).not.toThrow();
});

/** Returns the findings of the review for a stack with only the project. */
function reviewed(props: Partial<ImageCheckProjectProps>): string[] {
  const stack = newStack();
  addCheck(stack, props);
  const report = AccessReport.ofTemplates({
    name: 'stack',
    templateText: JSON.stringify(templateOf(stack).toJSON()),
    ...env,
  });
  return report.findings.map(({ id }) => id);
}

test('the review reports only the requested privileges', () => {
  expect(reviewed({})).toEqual([]);
  expect(reviewed({ privileged: true })).toEqual(['build-pull-request-privileged']);
});
