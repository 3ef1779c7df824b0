import { reviewTemplates } from '../../../lib/review/review-templates';
import {
  account,
  allowOn,
  document,
  ownLinesOf,
  login,
  env,
  pull,
  push,
  repository,
  reviewOf,
  role,
} from '../reviewed';
import { graphOf } from './graphs';

type Resources = Parameters<typeof reviewOf>[0];

const instance = 'arn:aws:sso:::instance/ssoins-0123456789abcdef';

function permissionSet(properties: object): Resources[string] {
  return { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 'Deploy', InstanceArn: instance, ...properties } };
}

function assignment(
  target: unknown,
  permissionSetArn: unknown = { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
): Resources[string] {
  return {
    Type: 'AWS::SSO::Assignment',
    Properties: {
      InstanceArn: instance,
      PermissionSetArn: permissionSetArn,
      PrincipalId: '906c0e5e-0000-0000-0000-000000000000',
      PrincipalType: 'GROUP',
      TargetId: target,
      TargetType: 'AWS_ACCOUNT',
    },
  };
}

/** Whether a line is one of a permission set. */
const isOfSet = (line: string): boolean => line.startsWith('permission set ');

const administrator = { ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
const operations = ['pull', 'push', 'delete', 'configure', 'list'];

test('a permission set that no template assigns may be assigned in the account of each repository', () => {
  const report = reviewOf({ App: repository('app'), Set: permissionSet(administrator) });
  expect(ownLinesOf(report)).toEqual(
    operations.map(
      (operation) =>
        `permission set Deploy ${operation} app: conditional if permission set Deploy is assigned in account ${account}`,
    ),
  );
  expect(report.principals).toEqual([{ principal: 'permission set Deploy', kind: 'permission set', account: '' }]);
});

test('an assigned permission set has access in that account, and in no other', () => {
  const set = permissionSet(administrator);
  const here = reviewOf({ App: repository('app'), Set: set, Assigned: assignment(account) });
  expect(ownLinesOf(here)).toEqual(operations.map((operation) => `permission set Deploy ${operation} app: allowed`));
  const there = reviewOf({ App: repository('app'), Set: set, Assigned: assignment('210987654321') });
  expect(ownLinesOf(there)).toEqual([]);
});

test('an account that only the deploy knows may be that of the repository', () => {
  const Parameters = { Target: { Type: 'String' } };
  const report = reviewOf(
    { App: repository('app'), Set: permissionSet(administrator), Assigned: assignment({ Ref: 'Target' }) },
    { Parameters },
  );
  expect(ownLinesOf(report)).toContain(
    `permission set Deploy push app: conditional if permission set Deploy is assigned in account ${account}`,
  );
  const own = reviewOf({
    App: repository('app'),
    Set: permissionSet(administrator),
    Assigned: assignment({ Ref: 'AWS::AccountId' }),
  });
  expect(ownLinesOf(own)).toContain('permission set Deploy push app: allowed');
});

test('an assignment under a condition is one of the conditions of the access', () => {
  const more = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  };
  const Assigned = { ...assignment(account), Condition: 'IsProd' };
  const report = reviewOf({ App: repository('app'), Set: permissionSet(administrator), Assigned }, more);
  expect(ownLinesOf(report)).toContain('permission set Deploy push app: conditional if template condition IsProd');
});

test.each([
  ['an object', document([login, allowOn(pull, 'app')])],
  ['a text', JSON.stringify(document([login, allowOn(pull, 'app')]))],
  ['a function', { 'Fn::Sub': JSON.stringify(document([login, allowOn(pull, 'app')])) }],
])('an inline policy may be %s', (_, InlinePolicy) => {
  const report = reviewOf({
    App: repository('app'),
    Set: permissionSet({ InlinePolicy }),
    Assigned: assignment(account),
  });
  expect(ownLinesOf(report)).toEqual(['permission set Deploy pull app: allowed']);
});

function managedPolicy(name: string, path: string, ...statements: object[]): Resources[string] {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: name, Path: path, PolicyDocument: document(statements) },
  };
}

test("a set has the customer's policies of each account by their names and paths", () => {
  const Set = permissionSet({ CustomerManagedPolicyReferences: [{ Name: 'pullers', Path: '/teams/' }] });
  const Assigned = assignment(account);
  const Pullers = managedPolicy('pullers', '/teams/', login, allowOn(pull, 'app'));
  expect(ownLinesOf(reviewOf({ App: repository('app'), Set, Assigned, Pullers }))).toEqual([
    'permission set Deploy pull app: allowed',
  ]);
  const Other = managedPolicy('pullers', '/', login, allowOn(pull, 'app'));
  const lines = ownLinesOf(reviewOf({ App: repository('app'), Set, Assigned, Other })).filter(isOfSet);
  expect(lines).toHaveLength(operations.length);
  expect(lines[1]).toMatch(/^permission set Deploy push app: unknown if .*policy\/teams\/pullers/);
});

test.each([
  ['of AWS', { ManagedPolicyArn: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly' }],
  ['of the customer', { CustomerManagedPolicyReference: { Name: 'pullers' } }],
])('a boundary may be a policy %s', (_, PermissionsBoundary) => {
  const Pullers = managedPolicy('pullers', '/', login, allowOn(pull, 'app'));
  const Set = permissionSet({ ...administrator, PermissionsBoundary });
  const report = reviewOf({ App: repository('app'), Set, Assigned: assignment(account), Pullers });
  expect(ownLinesOf(report).filter(isOfSet)).toEqual(['permission set Deploy pull app: allowed']);
});

test('a boundary that no template holds leaves open what the set may do', () => {
  const Set = permissionSet({
    ...administrator,
    PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'x' } },
  });
  const lines = ownLinesOf(reviewOf({ App: repository('app'), Set, Assigned: assignment(account) }));
  expect(lines.map((line) => line.split(' if ')[0])).toEqual(
    operations.map((operation) => `permission set Deploy ${operation} app: unknown`),
  );
});

test('a boundary under a condition bounds the set in that case only', () => {
  const more = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  };
  const boundary = { ManagedPolicyArn: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly' };
  const Set = permissionSet({
    ...administrator,
    PermissionsBoundary: { 'Fn::If': ['IsProd', boundary, { Ref: 'AWS::NoValue' }] },
  });
  const report = reviewOf({ App: repository('app'), Set, Assigned: assignment(account) }, more);
  expect(ownLinesOf(report).filter((line) => line.includes(' push '))).toEqual([
    'permission set Deploy push app: conditional if template condition not IsProd',
  ]);
});

test('a permission set may assume roles, and has their access', () => {
  const Trusting = role(
    'pusher',
    [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
    login,
    allowOn(push, 'app'),
  );
  const InlinePolicy = document([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }]);
  const report = reviewOf({
    App: repository('app'),
    Trusting,
    Set: permissionSet({ InlinePolicy }),
    Assigned: assignment(account),
  });
  expect(ownLinesOf(report)).toContain('permission set Deploy as pusher push app: allowed');
});

test('a set and its assignment may be in two templates', () => {
  const templates = [
    {
      Resources: { Set: permissionSet(administrator) },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] }, Export: { Name: 'set' } } },
    },
    { Resources: { App: repository('app'), Assigned: assignment(account, { 'Fn::ImportValue': 'set' }) } },
  ];
  const report = reviewTemplates(
    templates.map((body, index) => ({ name: `t${index}`, file: `t${index}.json`, body, env })),
  );
  expect(ownLinesOf(report)).toContain('permission set Deploy push app: allowed');
  expect(report.unreviewed).toEqual([]);
});

test('an assignment of a set that no template holds was not reviewed', () => {
  const Assigned = assignment(account, 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef');
  expect(graphOf({ Resources: { Assigned } }).unreviewed).toEqual([
    {
      what: "assignment 'Assigned'",
      why: 'it assigns a permission set that is in no template',
      source: { template: 'Stack', logicalId: 'Assigned', path: '' },
    },
  ]);
});
