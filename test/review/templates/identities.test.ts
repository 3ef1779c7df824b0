import { type IdentityNode } from '../../../lib/review/templates/template-graph';
import { graphOf } from './graphs';

const iam = 'arn:aws:iam::123456789012';

function statement(sid: string): object {
  return { Sid: sid, Effect: 'Allow', Action: 'ecr:PutImage', Resource: '*' };
}

function document(...sids: string[]): object {
  return { Version: '2012-10-17', Statement: sids.map(statement) };
}

function role(properties: object = {}): object {
  const trust = {
    Statement: { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
  };
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, ...properties } };
}

function identitiesOf(resources: object, parts: object = {}): IdentityNode[] {
  return [...graphOf({ ...parts, Resources: resources }).identities];
}

function sidsOf(identities: readonly IdentityNode[]): Record<string, (string | undefined)[]> {
  return Object.fromEntries(identities.map(({ arn, policies }) => [arn, policies.map(({ sid }) => sid)]));
}

test('a role has its trust, and its ARN has its path', () => {
  const [only] = identitiesOf({ Role: role({ RoleName: 'ci', Path: '/team/' }) });
  expect(only).toMatchObject({
    kind: 'role',
    name: 'ci',
    arn: `${iam}:role/team/ci`,
    account: '123456789012',
    trust: [{ principals: [{ type: 'Service', value: 'codebuild.amazonaws.com' }], actions: ['sts:AssumeRole'] }],
    policies: [],
    unknownPolicies: [],
  });
  expect(only).not.toHaveProperty('boundary');
});

test('policies come from everywhere', () => {
  const resources = {
    Role: role({
      Policies: [{ PolicyName: 'inline', PolicyDocument: document('inline') }],
      ManagedPolicyArns: [{ Ref: 'Managed' }, 'arn:aws:iam::123456789012:policy/elsewhere'],
    }),
    Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document('managed') } },
    Attached: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: document('attached'), Roles: [{ Ref: 'Role' }] },
    },
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document('a', 'b'), Roles: [{ Ref: 'Role' }] } },
    RolePolicy: {
      Type: 'AWS::IAM::RolePolicy',
      Properties: { PolicyDocument: document('c'), RoleName: { Ref: 'Role' } },
    },
  };
  const identities = identitiesOf(resources);
  expect(sidsOf(identities)).toEqual({
    [`${iam}:role/\${Stack.Role}`]: ['inline', 'managed', 'a', 'b', 'c', 'attached'],
  });
  expect(identities[0]?.unknownPolicies).toEqual(['arn:aws:iam::123456789012:policy/elsewhere']);
});

test('users have the policies of their groups', () => {
  const resources = {
    Group: {
      Type: 'AWS::IAM::Group',
      Properties: { GroupName: 'g', ManagedPolicyArns: ['arn:aws:iam::aws:policy/Own'] },
    },
    GroupPolicy: { Type: 'AWS::IAM::GroupPolicy', Properties: { GroupName: 'g', PolicyDocument: document('group') } },
    Bob: { Type: 'AWS::IAM::User', Properties: { UserName: 'bob', Groups: [{ Ref: 'Group' }] } },
    Alice: { Type: 'AWS::IAM::User', Properties: { UserName: 'alice' } },
    AlicePolicy: { Type: 'AWS::IAM::UserPolicy', Properties: { UserName: 'alice', PolicyDocument: document('own') } },
    Addition: {
      Type: 'AWS::IAM::UserToGroupAddition',
      Properties: { GroupName: { Ref: 'Group' }, Users: [{ Ref: 'Alice' }, { Ref: 'Bob' }, 'carol'] },
    },
  };
  const identities = identitiesOf(resources);
  expect(sidsOf(identities)).toEqual({
    [`${iam}:group/g`]: ['group'],
    [`${iam}:user/bob`]: ['group'],
    [`${iam}:user/alice`]: ['own', 'group'],
    [`${iam}:user/carol`]: ['group'],
  });
  expect(identities.map(({ unknownPolicies }) => unknownPolicies)).toEqual(
    identities.map(() => ['arn:aws:iam::aws:policy/Own']),
  );
});

test('a role that only a policy names is imported, and its trust is not known', () => {
  const policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document('a'), Roles: ['imported'] } };
  const [only, ...others] = identitiesOf({ Policy: policy });
  expect(others).toEqual([]);
  expect(only).toMatchObject({ kind: 'role', name: 'imported', arn: `${iam}:role/imported`, policies: [{ sid: 'a' }] });
  expect(only).not.toHaveProperty('trust');
  expect(only?.resource.source.logicalId).toBe('Policy');
});

test.each([
  ['AdministratorAccess', [{ actions: ['*'], resources: ['*'] }]],
  ['PowerUserAccess', [{ notActions: ['iam:*', 'organizations:*', 'account:*'], resources: ['*'] }]],
  ['AmazonEC2ContainerRegistryFullAccess', [{ actions: ['ecr:*'] }]],
  ['service-role/AWSLambdaBasicExecutionRole', []],
])("AWS's %s is known", (name, expected) => {
  for (const arn of [
    `arn:aws:iam::aws:policy/${name}`,
    { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` },
  ]) {
    const [only] = graphOf({ Resources: { Role: role({ ManagedPolicyArns: [arn] }) } }, {}).identities;
    expect(only?.policies).toMatchObject(expected);
    expect(only?.policies).toHaveLength(expected.length);
    expect(only?.unknownPolicies).toEqual([]);
  }
});

test("an account's own policy of such a name is not AWS's", () => {
  const arn = `${iam}:policy/AdministratorAccess`;
  const [only] = identitiesOf({ Role: role({ ManagedPolicyArns: [arn] }) });
  expect(only?.policies).toEqual([]);
  expect(only?.unknownPolicies).toEqual([arn]);
});

const isProd = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
};

test('a boundary is read, or unknown, and each branch is a case', () => {
  const boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document('limit') } };
  const other = { 'Fn::If': ['IsProd', 'arn:aws:iam::123456789012:policy/b', { Ref: 'AWS::NoValue' }] };
  const identities = identitiesOf(
    {
      Boundary: boundary,
      A: role({ PermissionsBoundary: { Ref: 'Boundary' } }),
      B: role({ PermissionsBoundary: other }),
    },
    isProd,
  );
  expect(identities.map(({ boundary: limit, resource }) => [limit, resource.when])).toMatchObject([
    [[{ sid: 'limit' }], []],
    ['unknown', ['IsProd']],
    [undefined, ['not IsProd']],
  ]);
});

test('policies under a condition say so, once', () => {
  const conditional = (name: string) => ({ 'Fn::If': ['IsProd', name, { Ref: 'AWS::NoValue' }] });
  const resources = {
    A: { ...role({ RoleName: 'a' }), Condition: 'IsProd' },
    B: role({ RoleName: 'b', ManagedPolicyArns: [conditional('arn:aws:iam::aws:policy/AdministratorAccess')] }),
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document('p'), Roles: [conditional('a'), 'b'] } },
    Not: {
      Type: 'AWS::IAM::Policy',
      Condition: 'NotProd',
      Properties: { PolicyDocument: document('n'), Roles: ['a', 'b'] },
    },
  };
  const identities = identitiesOf(resources, {
    ...isProd,
    Conditions: { ...isProd.Conditions, NotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] } },
  });
  expect(identities.map(({ name, policies }) => [name, policies.map(({ sid, when }) => [sid, when])])).toEqual([
    [
      'a',
      [
        ['p', ['IsProd']],
        ['n', ['NotProd']],
      ],
    ],
    [
      'b',
      [
        [undefined, ['IsProd']],
        ['p', []],
        ['n', ['NotProd']],
      ],
    ],
  ]);
});

test('what can not be read of inline policies is not left out', () => {
  const [only] = identitiesOf({ Role: role({ Policies: [{ Ref: 'Open' }] }) });
  expect(only?.policies).toMatchObject([{ effect: 'Allow', unreadable: 'the policy is known only at deploy' }]);
});

test('an unknown policy that is attached in some cases makes a separate case', () => {
  const arn = 'arn:aws:iam::123456789012:policy/elsewhere';
  const policies = { 'Fn::If': ['IsProd', [arn], { Ref: 'AWS::NoValue' }] };
  const identities = identitiesOf({ Role: role({ ManagedPolicyArns: policies }) }, isProd);
  expect(identities.map(({ unknownPolicies, resource }) => [unknownPolicies, resource.when])).toEqual([
    [[arn], ['IsProd']],
    [[], ['not IsProd']],
  ]);
});

test('an imported role exists under any conditions of the policies that name it', () => {
  const policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document('p'), Roles: ['a'] } };
  const [only, ...others] = identitiesOf({ A: { ...policy, Condition: 'IsProd' }, B: policy }, isProd);
  expect(others).toEqual([]);
  expect(only?.resource.when).toEqual([]);
  expect(only?.policies.map(({ when }) => when)).toEqual([['IsProd'], []]);
});

test('a group says whether a user of the templates is a member, and what only a policy names is imported', () => {
  const group = (name: string) => ({ Type: 'AWS::IAM::Group', Properties: { GroupName: name } });
  const identities = identitiesOf({
    Empty: group('empty'),
    Full: group('full'),
    Ann: { Type: 'AWS::IAM::User', Properties: { UserName: 'ann', Groups: ['full'] } },
    Added: { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: 'shared', Users: ['bob'] } },
  });
  expect(identities.map(({ name, hasMembers, isImported }) => [name, hasMembers, isImported])).toEqual([
    ['empty', false, undefined],
    ['full', true, undefined],
    ['ann', undefined, undefined],
    ['shared', true, true],
    ['bob', undefined, true],
  ]);
});
