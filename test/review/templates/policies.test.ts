import { type Statement } from '../../../lib/review/templates/template-graph';
import { graphOf } from './graphs';

const parts = {
  Parameters: { Stage: { Type: 'String', Default: 'dev' }, Who: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
};

/** The statements of a repository's policy, without what all of them have. */
function statementsOf(policy: unknown): Partial<Statement>[] {
  const properties = { RepositoryName: 'app', RepositoryPolicyText: policy };
  const resources = { Repository: { Type: 'AWS::ECR::Repository', Properties: properties } };
  const [repository] = graphOf({ ...parts, Resources: resources }).repositories;
  return (repository?.policy ?? []).map(({ source, ...statement }) => {
    expect(source).toEqual({ template: 'Stack', logicalId: 'Repository', path: '' });
    return statement;
  });
}

const pull = { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' };

const read = {
  effect: 'Allow',
  principals: [{ type: '*', value: '*' }],
  actions: ['ecr:BatchGetImage'],
  conditions: [],
  when: [],
};

test.each([
  ['a list', { Statement: [pull] }],
  ['one statement', { Statement: pull }],
  ['text', JSON.stringify({ Statement: [pull] })],
  ['text of a function', { 'Fn::Join': ['', ['{"Statement":', '[', JSON.stringify(pull), ']}']] }],
  ['JSON of a function', { 'Fn::ToJsonString': { Statement: [pull] } }],
])('%s is read', (_, policy) => {
  expect(statementsOf(policy)).toEqual([read]);
});

test.each([
  [{ Principal: { AWS: '*' } }, { principals: [{ type: 'AWS', value: '*' }] }],
  [{ Principal: { AWS: 123456789012 } }, { principals: [{ type: 'AWS', value: '123456789012' }] }],
  [
    { Principal: { AWS: ['111111111111', { Ref: 'AWS::AccountId' }], Service: 'lambda.amazonaws.com' } },
    {
      principals: [
        { type: 'AWS', value: '111111111111' },
        { type: 'AWS', value: '123456789012' },
        { type: 'Service', value: 'lambda.amazonaws.com' },
      ],
    },
  ],
  [
    { Principal: undefined, NotPrincipal: { AWS: { Ref: 'Who' } } },
    { principals: undefined, notPrincipals: [{ type: 'AWS', value: '${Stack.Who}' }] },
  ],
  [{ Action: ['a:B', ['c:D']] }, { actions: ['a:B', 'c:D'] }],
  [
    { Action: undefined, NotAction: 'a:B' },
    { actions: undefined, notActions: ['a:B'] },
  ],
  [
    { Resource: '*', NotResource: ['x'] },
    { resources: ['*'], notResources: ['x'] },
  ],
  [
    { Sid: 'One', Effect: 'Deny' },
    { sid: 'One', effect: 'Deny' },
  ],
  [
    { Condition: { Bool: { 'aws:SecureTransport': false }, StringLike: { a: ['x', 1], b: 'y' } } },
    {
      conditions: [
        { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
        { operator: 'StringLike', key: 'a', values: ['x', '1'] },
        { operator: 'StringLike', key: 'b', values: ['y'] },
      ],
    },
  ],
])('%j is read', (fields, expected) => {
  expect(statementsOf({ Statement: { ...pull, ...fields } })).toEqual([
    JSON.parse(JSON.stringify({ ...read, ...expected })),
  ]);
});

test.each([
  [{ Effect: 'allow' }, "its Effect can't be read"],
  [{ Principal: 'everybody' }, "its Principal can't be read"],
  [{ Principal: { Ref: 'Who' } }, "its Principal can't be read"],
  [{ Action: { a: 1 } }, "its Action can't be read"],
  [{ Action: undefined }, 'it has neither Action nor NotAction'],
  [{ Resource: [null] }, "its Resource can't be read"],
  [{ Condition: { StringEquals: { Ref: 'Who' } } }, "its Condition can't be read"],
  [{ Condition: [] }, "its Condition can't be read"],
  [{ Effect: 'Deny', Condition: 'x' }, "its Condition can't be read"],
])('%j says that it is not read to its end', (fields, why) => {
  const [statement, ...others] = statementsOf({ Statement: { ...pull, ...fields } });
  expect(others).toEqual([]);
  expect(statement).toMatchObject({
    effect: 'Effect' in fields && fields.Effect === 'Deny' ? 'Deny' : 'Allow',
    unreadable: why,
  });
});

test.each([
  ['no JSON', 'not JSON', 'the policy is known only at deploy'],
  ['a parameter', { Ref: 'Who' }, 'the policy is known only at deploy'],
  ['a statement that is none', { Statement: [{ Ref: 'Who' }] }, 'the statement is known only at deploy'],
  ['statements that are none', { Statement: 7 }, 'the statement is known only at deploy'],
])('%s is not left out', (_, policy, why) => {
  expect(statementsOf(policy)).toEqual([{ effect: 'Allow', conditions: [], when: [], unreadable: why }]);
});

test('an include in a policy is not left out', () => {
  const include = { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } };
  expect(statementsOf({ 'Fn::Transform': include, Statement: [pull] }).map(({ unreadable }) => unreadable)).toEqual([
    'the policy is known only at deploy',
    'AWS::Include of s3://b/k may change it',
  ]);
});

test('JSON in a text makes no unresolved values', () => {
  const [statement] = statementsOf('{"Statement":{"Effect":"Allow","Action":"\\uE000AWS::Region\\uE001"}}');
  expect(statement?.actions).toEqual(['\u{FFFD}AWS::Region\u{FFFD}']);
});

test('branches in a list of statements are statements with a condition', () => {
  const branch = { 'Fn::If': ['IsProd', pull, { Ref: 'AWS::NoValue' }] };
  const more = { 'Fn::If': ['IsProd', [pull], [{ ...pull, Sid: 'Dev' }]] };
  expect(statementsOf({ Statement: [pull, branch, more] })).toEqual([
    read,
    { ...read, when: ['IsProd'] },
    { ...read, when: ['IsProd'] },
    { ...read, sid: 'Dev', when: ['not IsProd'] },
  ]);
  expect(statementsOf({ 'Fn::If': ['IsProd', { Statement: pull }, { Ref: 'AWS::NoValue' }] })).toEqual([
    { ...read, when: ['IsProd'] },
  ]);
});

test('a branch in a statement makes two of it', () => {
  const action = [{ 'Fn::If': ['IsProd', 'a:Prod', { Ref: 'AWS::NoValue' }] }, { 'Fn::Sub': 'a:${Stage}' }];
  expect(statementsOf({ Statement: { ...pull, Action: action } })).toEqual([
    { ...read, actions: ['a:dev'], when: ['not IsProd'] },
    { ...read, actions: ['a:Prod', 'a:prod'], when: ['IsProd'] },
  ]);
});

test('a statement with too many branches says so', () => {
  const names = Array.from({ length: 7 }, (_, index) => `P${index}`);
  const conditions = Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'x'] }]));
  const action = names.map((name) => ({ 'Fn::If': [name, `a:${name}`, 'a:B'] }));
  const properties = { RepositoryPolicyText: { Statement: { ...pull, Action: action } } };
  const resources = { Repository: { Type: 'AWS::ECR::Repository', Properties: properties } };
  const [repository] = graphOf({ Conditions: conditions, Resources: resources }).repositories;
  expect(repository?.policy).toHaveLength(1);
  expect(repository?.policy?.[0]).toMatchObject({
    actions: names.flatMap((name) => [`a:${name}`, 'a:B']),
    unreadable: 'its conditions have more than 64 cases',
  });
});

test("CDK's JSON with functions in keys is read", () => {
  const resources = {
    Json: {
      Type: 'Custom::AWSCDKCfnJson',
      Properties: { Value: { 'Fn::Join': ['', ['{"', { Ref: 'Who' }, ':sub":"x"}']] } },
    },
    Repository: {
      Type: 'AWS::ECR::Repository',
      Properties: {
        RepositoryPolicyText: {
          Statement: { ...pull, Condition: { StringEquals: { 'Fn::GetAtt': ['Json', 'Value'] } } },
        },
      },
    },
  };
  const [repository] = graphOf({ ...parts, Resources: resources }).repositories;
  expect(repository?.policy?.[0]?.conditions).toEqual([
    { operator: 'StringEquals', key: '${Stack.Who}:sub', values: ['x'] },
  ]);
});

test.each([
  ['statement', { statement: [pull] }],
  ['Statements', JSON.stringify({ Version: '2012-10-17', Statements: [pull] })],
])('a policy with an element %s is not read', (name, policy) => {
  const unreadable = `its policy has an element '${name}', which the review does not know`;
  expect(statementsOf(policy)).toEqual([{ effect: 'Allow', conditions: [], when: [], unreadable }]);
});
