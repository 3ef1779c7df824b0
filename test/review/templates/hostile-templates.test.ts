import fc from 'fast-check';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { loaded, shown } from './graphs';

/** A run takes the same samples each time: a failure here is a change, never luck. */
const parameters = { numRuns: 300 };

const names = fc.constantFrom('A', 'B', 'C', 'AWS::Region', 'AWS::NoValue', 'toString', '__proto__', 'IsA', 'IsB');

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(names, fc.string({ unit: 'binary', maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('Statement', 'Effect', 'Action', 'Principal', '__proto__', 'Value'), tie('value')),
    fc.record({ Ref: tie('value') }),
    fc.record({ Ref: names }),
    ...['GetAtt', 'Join', 'Sub', 'Select', 'Split', 'FindInMap', 'If', 'ImportValue', 'ToJsonString', 'Cidr'].map(
      (name) => fc.record({ [`Fn::${name}`]: fc.oneof(tie('value'), fc.tuple(names, tie('value'), tie('value'))) }),
    ),
    fc.tuple(names, tie('value'), tie('value')).map((branch) => ({ 'Fn::If': branch })),
    fc.tuple(names, names).map(([name, attribute]) => ({ 'Fn::Sub': `\${${name}}-\${${name}.${attribute}}` })),
  ),
}));

const types = fc.constantFrom(
  ...['Role', 'User', 'Group', 'Policy', 'ManagedPolicy', 'UserToGroupAddition', 'OIDCProvider'].map(
    (name) => `AWS::IAM::${name}`,
  ),
  'AWS::ECR::Repository',
  'AWS::ECR::RegistryPolicy',
  'AWS::CloudFormation::Stack',
);

const fields = [
  ...['RoleName', 'Path', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary'],
  ...['PolicyDocument', 'Roles', 'Users', 'Groups', 'GroupName', 'RepositoryName', 'RepositoryPolicyText', 'Url'],
];

const resource = fc.record(
  {
    Type: types,
    Condition: names,
    Properties: fc.oneof(value, fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 })),
    Metadata: value,
  },
  { requiredKeys: ['Type'] },
);

const template = fc.record({
  Parameters: fc.dictionary(
    names,
    fc.record({ Type: fc.constantFrom('String', 'CommaDelimitedList'), Default: value }),
  ),
  Mappings: fc.oneof(value, fc.dictionary(names, fc.dictionary(names, fc.dictionary(names, value)))),
  Conditions: fc.dictionary(
    fc.constantFrom('IsA', 'IsB'),
    fc.oneof(
      fc.tuple(value, value).map((sides) => ({ 'Fn::Equals': sides })),
      fc.tuple(names, names).map((all) => ({ 'Fn::And': all.map((name) => ({ Condition: name })) })),
      fc.constant({ 'Fn::Not': [{ Condition: 'IsA' }] }),
    ),
  ),
  Resources: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'toString'), resource),
  Outputs: fc.dictionary(names, fc.record({ Value: value, Export: fc.record({ Name: value }) })),
});

test('any template becomes a graph whose texts are whole', () => {
  fc.assert(
    fc.property(fc.array(template, { maxLength: 3 }), (bodies) => {
      const templates = bodies.map((body, index) => ({
        ...loaded(body, {}, `T${index}`),
        ...(index > 0 ? { nestedIn: { template: `T${index - 1}`, logicalId: 'A' } } : {}),
      }));
      shown(buildGraph(templates)); // fails if an unresolved value is cut
    }),
    parameters,
  );
});

test('any value becomes a graph', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (body) => {
      const graph = buildGraph([loaded(body), loaded({ Resources: body }), loaded({ Resources: { A: body } })]);
      expect(graph.repositories).toEqual([]);
    }),
    parameters,
  );
});

function deep(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let result: unknown = 'x';
  for (let level = 0; level < levels; level += 1) result = wrap(result);
  return result;
}

function policy(document: unknown, roles: unknown = ['a']): object {
  return { A: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document, Roles: roles } } };
}

function chain(count: number, type: string, property: string, next: (name: string) => unknown): object {
  const entries = Array.from({ length: count }, (_, index) => {
    return [`R${index}`, { Type: type, Properties: { [property]: next(`R${(index + 1) % count}`) } }] as const;
  });
  return Object.fromEntries(entries);
}

/** Templates of about 1 MB at most that would keep a simple reader busy for ever, fill its memory or its stack. */
const hostile: Readonly<Record<string, object>> = {
  'deep lists': policy(deep(50_000, (inner) => [inner])),
  'deep mappings': policy(deep(50_000, (inner) => ({ a: inner }))),
  'deep branches': policy({ Statement: deep(50_000, (inner) => ({ 'Fn::If': ['C', inner, inner] })) }),
  'deep branches of many conditions': (() => {
    let level = 0;
    return policy({ Statement: deep(5_000, (inner) => ({ 'Fn::If': [`C${(level += 1)}`, inner, inner] })) });
  })(),
  'a name of two of the next': chain(3_000, 'AWS::ECR::Repository', 'RepositoryName', (name) => ({
    'Fn::Join': ['', [{ Ref: name }, { Ref: name }]],
  })),
  'JSON of two of the next': chain(1_000, 'AWS::ECR::Repository', 'RepositoryName', (name) => ({
    'Fn::ToJsonString': [{ 'Fn::GetAtt': [name, 'Arn'] }, { 'Fn::GetAtt': [name, 'Arn'] }],
  })),
  'a circle of roles': chain(3_000, 'AWS::IAM::Role', 'RoleName', (name) => ({ Ref: name })),
  'a long name many times': {
    ...chain(1, 'AWS::IAM::Role', 'RoleName', () => 'x'.repeat(60_000)),
    A: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::Sub': '${R0}'.repeat(200_000) } } },
  },
  'a list of many': policy({ Statement: { Effect: 'Allow', Action: Array<string>(200_000).fill('a'), Resource: '*' } }),
  'many statements that are none': policy({ Statement: Array<number>(100_000).fill(1) }),
  'JSON that does not end': policy('['.repeat(900_000)),
};

test.each(Object.keys(hostile))('%s neither hangs nor crashes it', (name) => {
  const { resources } = buildGraph([loaded({ Resources: hostile[name] })]);
  expect(resources.length).toBeGreaterThan(0);
});

test('conditions that build on each other neither hang nor crash it', () => {
  const conditions = Array.from({ length: 3_000 }, (_, index) => {
    const next = { Condition: `C${index + 1}` };
    return [`C${index}`, { 'Fn::And': [next, next, { 'Fn::Equals': [{ Ref: `P${index}` }, 'x'] }] }] as const;
  });
  const action = conditions.map(([name]) => ({ 'Fn::If': [name, 'a', 'b'] }));
  const statement = { Effect: 'Allow', Action: action, Resource: '*' };
  const { identities } = buildGraph([
    loaded({ Conditions: Object.fromEntries(conditions), Resources: policy({ Statement: statement }) }),
  ]);
  expect(identities[0]?.policies).toMatchObject([{ unreadable: 'its conditions have more than 64 cases' }]);
});

test('a policy that is attached too often is reported, not kept', () => {
  const document = {
    Statement: Array.from({ length: 1_200 }, () => ({ Effect: 'Allow', Action: 'a', Resource: '*' })),
  };
  const roles = Array.from({ length: 1_000 }, (_, index) => `role-${index}`);
  const { identities } = buildGraph([loaded({ Resources: policy(document, roles) })]);
  expect(identities[0]?.policies).toHaveLength(1_200);
  expect(identities.at(-1)?.policies).toMatchObject([{ unreadable: 'the templates attach too many statements' }]);
});

test.each([
  ['deep lists', 'it is nested more than 100 levels deep'],
  ['a long name many times', 'a text in it is longer than 65536 characters'],
])('%s: the review says that it stopped reading', (name, limit) => {
  expect(buildGraph([loaded({ Resources: hostile[name] })]).unreviewed).toContainEqual({
    what: "template 'Stack'",
    why: `the review stopped reading it: ${limit}`,
    source: { template: 'Stack', logicalId: 'Resources', path: '' },
  });
});
