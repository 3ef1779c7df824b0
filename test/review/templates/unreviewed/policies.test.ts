import { account, document, role, repository, pull } from '../../reviewed';
import { unreviewedOf } from './unreviewed';

const lambda = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };

function policies(...list: object[]): object {
  return { Ci: role('ci', [lambda], ...list) };
}

function repositoryOf(fields: object): object {
  return { App: repository('app', { Effect: 'Allow', Principal: '*', Action: pull, ...fields }) };
}

test.each([
  [
    policies({ Sid: 'One', Effect: 'Allow', Action: { a: 1 }, Resource: '*' }),
    "Ci: statement 'One' of role 'ci': its Action can't be read",
  ],
  [
    {
      App: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app', RepositoryPolicyText: { Ref: 'P' } } },
    },
    "App: a statement of repository 'app': the policy is known only at deploy",
  ],
  [
    repositoryOf({ Principal: { CanonicalUser: 'abc' } }),
    "App: a statement of repository 'app': the review does not check principal CanonicalUser 'abc'",
  ],
  [
    repositoryOf({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }),
    "App: a statement of repository 'app': the review does not check principal Federated 'cognito-identity.amazonaws.com'",
  ],
  [
    repositoryOf({ Condition: { StringMatches: { 'aws:PrincipalOrgID': 'o-1' } } }),
    "App: a statement of repository 'app': the review does not know operator 'StringMatches' of its condition on aws:PrincipalOrgID",
  ],
  [
    { Ci: role('ci', [{ ...lambda, Principal: { Unknown: 'x' } }]) },
    "Ci: a statement of the trust policy of role 'ci': the review does not check principal Unknown 'x'",
  ],
])('%j is said', (resources, expected) => {
  expect(unreviewedOf(resources)).toEqual([expected]);
});

test('an attached policy and a boundary that no template holds are said', () => {
  const arn = `arn:aws:iam::${account}:policy/shared`;
  const ci = {
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: 'ci', ManagedPolicyArns: [arn], PermissionsBoundary: arn },
  };
  expect(unreviewedOf({ Ci: ci })).toEqual([
    `Ci: policy ${arn} of role 'ci': its document is in no template`,
    "Ci: the permissions boundary of role 'ci': its document is in no template",
  ]);
});

test('a managed policy of several roles is said once', () => {
  const statement = { Effect: 'Allow', Action: { a: 1 }, Resource: '*' };
  const managed = { Roles: ['a', 'b'], PolicyDocument: document([statement]) };
  const resources = {
    Shared: { Type: 'AWS::IAM::ManagedPolicy', Properties: managed },
    A: role('a', [lambda]),
    B: role('b', [lambda]),
  };
  expect(unreviewedOf(resources)).toEqual(["Shared: a statement of role 'a': its Action can't be read"]);
});

test('a policy of an identity that is known only at deploy is reported', () => {
  const statement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' };
  const policy = (name: unknown) => ({
    Type: 'AWS::IAM::Policy',
    Properties: { Roles: [name], PolicyDocument: document([statement]) },
  });
  const parts = { Parameters: { Role: { Type: 'String' } } };
  expect(unreviewedOf({ Policy: policy({ Ref: 'Role' }) }, parts)).toEqual([
    "Policy: a policy that is attached to role '${Stack.Role}': this role is known only at deploy, and may be another role of the templates",
  ]);
  expect(unreviewedOf({ Policy: policy({ 'Fn::Sub': 'deploy-${AWS::Region}' }) }, parts)).toEqual([]);
});

test('what is read to its end is no entry', () => {
  expect(unreviewedOf({ ...policies({ Effect: 'Allow', Action: '*', Resource: '*' }), ...repositoryOf({}) })).toEqual(
    [],
  );
});
