import { allow, appArn, findingsOf, gitHubRole, graphOf, inline, type Resources, uploads } from '../fixtures';

const arn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const ofGitHub = (...list: unknown[]): Resources =>
  gitHubRole('StringEquals', 'repo:acme@1/app@2:ref:refs/heads/main', inline(...list));
const role = (name: string, principal: object, ...list: unknown[]): Resources => ({
  [name]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] },
      ...inline(...list),
    },
  },
});
const account = { AWS: 'arn:aws:iam::123456789012:root' };
const service = (name: string) => ({ Service: `${name}.amazonaws.com` });
const messages = (resources: Resources): string[] =>
  findingsOf('identity-becomes-more', graphOf(resources)).map(({ severity, message }) => `${severity} ${message}`);

test('a path through roles has numbered steps', () => {
  const resources = {
    ...ofGitHub(allow('sts:AssumeRole', arn('deploy'))),
    ...role('deploy', account, allow('cloudformation:CreateStack', '*'), allow('iam:PassRole', arn('admin'))),
    ...role('admin', service('cloudformation'), allow('*', '*')),
  };
  expect(messages(resources)).toEqual([
    "warning Role 'ci' is assumed from outside the account. It becomes more than its own policies allow: " +
      "(1) it assumes role 'deploy', (2) role 'deploy' passes role 'admin' to a stack of CloudFormation " +
      "(iam:PassRole, cloudformation:CreateStack), (3) role 'admin' may do everything.",
  ]);
});

test('an identity with many ways has one finding, with the first ways', () => {
  expect(messages(ofGitHub(allow('iam:*', '*')))).toEqual([
    "warning Role 'ci' is assumed from outside the account. It may use iam:CreatePolicyVersion on any policy, which " +
      'rewrites a policy that it has. So it becomes more than its own policies allow. ' +
      'Other ways: iam:SetDefaultPolicyVersion, iam:AttachRolePolicy, iam:PutRolePolicy and 14 more.',
  ]);
});

test('a limit by the service alone is a note, and says which roles it gets', () => {
  const toTasks = { Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } };
  expect(messages(ofGitHub(allow('iam:PassRole', '*', toTasks), allow('ecs:RunTask', '*')))).toEqual([
    "note Role 'ci' is assumed from outside the account. It may pass any role that trusts ecs-tasks.amazonaws.com to " +
      'a task of ECS (iam:PassRole, ecs:RunTask), whose code then runs as that role. So it becomes more than its own ' +
      'policies allow.',
  ]);
});

test('a path starts at a user with an access key, and not at one without', () => {
  const user = {
    User: { Type: 'AWS::IAM::User', Properties: { UserName: 'bot', ...inline(allow('iam:PutUserPolicy', '*')) } },
  };
  const key = { Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: { Ref: 'User' } } } };
  expect(messages({ ...user, ...key })).toEqual([
    "warning User 'bot' has an access key. It may use iam:PutUserPolicy on itself, which makes a user an administrator. " +
      'So it becomes more than its own policies allow.',
  ]);
  expect(messages(user)).toEqual([]);
});

test('a role that has a boundary may not give itself more than that, unless it removes it', () => {
  const limit = {
    Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [allow('iam:*', '*')] } } },
  };
  const bounded = gitHubRole('StringEquals', 'repo:acme@1/app@2:ref:refs/heads/main', {
    ...inline(allow('iam:DeleteRolePermissionsBoundary', arn('ci'))),
    PermissionsBoundary: { Ref: 'Limit' },
  });
  expect(messages({ ...bounded, ...limit })).toEqual([
    "warning Role 'ci' is assumed from outside the account. It may use iam:DeleteRolePermissionsBoundary on itself, " +
      'which removes its own limit. So it becomes more than its own policies allow.',
  ]);
});

test('roles that assume each other in a circle have no path', () => {
  const resources = {
    ...ofGitHub(allow('sts:AssumeRole', arn('one'))),
    ...role('one', account, allow('sts:AssumeRole', arn('two')), allow(uploads, appArn)),
    ...role('two', account, allow('sts:AssumeRole', arn('one'))),
  };
  expect(messages(resources)).toEqual([]);
});
