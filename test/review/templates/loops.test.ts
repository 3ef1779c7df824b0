import fc from 'fast-check';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { reviewOf } from '../reviewed';
import { graphOf, loaded, shown, valueOf } from './graphs';

const pull = { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' };

function repository(name: unknown, statement: object = pull): object {
  return {
    Type: 'AWS::ECR::Repository',
    Properties: { RepositoryName: name, RepositoryPolicyText: { Statement: statement } },
  };
}

function namesIn(body: object): string[] {
  return graphOf(body).repositories.map(({ resource, name }) => `${resource.source.logicalId} ${name}`);
}

const ref = { Ref: 'Name' };
const loop = (collection: unknown, body: object = { 'Repo${Name}': repository(ref) }): object => ({
  'Fn::ForEach::Teams': ['Name', collection, body],
});

test.each([
  ['a literal list', ['a', 'b']],
  ['numbers', [1, 2]],
  ['a list parameter', { Ref: 'Teams' }],
  ['a map', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'teams'] }],
  ['a split text', { 'Fn::Split': [',', 'a,b'] }],
])('the rounds of a loop over %s are resources', (kind, collection) => {
  const body = {
    Transform: 'AWS::LanguageExtensions',
    Parameters: { Teams: { Type: 'CommaDelimitedList', Default: 'a,b' } },
    Mappings: { Map: { 'eu-west-1': { teams: ['a', 'b'] } } },
    Resources: loop(collection),
  };
  const [first, second] = kind === 'numbers' ? ['1', '2'] : ['a', 'b'];
  expect(namesIn(body)).toEqual([`Repo${first} ${first}`, `Repo${second} ${second}`]);
  expect(graphOf(body).unreviewed).toEqual([]);
});

test('repositories of a loop have their findings and rows', () => {
  const { repositories, findings } = reviewOf(loop(['a', 'b']) as Parameters<typeof reviewOf>[0]);
  expect(repositories.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(findings.filter(({ severity }) => severity === 'error').map(({ source }) => source.logicalId)).toEqual([
    'Repoa',
    'Repob',
  ]);
});

test('names in a loop are filled in', () => {
  const texts = ['${Name}', '&{Name}', { Ref: 'Name' }, { 'Fn::Sub': 'x-${Name}-${AWS::Region}' }, { Ref: 'R&{Name}' }];
  const body = {
    'R&{Name}': { ...repository('app'), Metadata: {} },
    'P&{Name}': { Type: 'Probe', Properties: { texts } },
  };
  const { resources } = graphOf({ Resources: loop(['a/b'], body) });
  expect(resources.map(({ source, properties }) => [source.logicalId, properties.texts])).toEqual([
    ['Rab', undefined],
    ['Pab', ['a/b', 'ab', 'a/b', 'x-a/b-eu-west-1', 'app']],
  ]);
});

test('loops are in loops, and an inner collection may depend on the outer item', () => {
  const inner = {
    'Fn::ForEach::Inner': [
      'Item',
      { 'Fn::FindInMap': ['Map', ref, 'items'] },
      { 'Repo${Name}${Item}': repository('${Name}-${Item}') },
    ],
  };
  const body = {
    Mappings: { Map: { a: { items: ['x', 'y'] }, b: { items: ['z'] } } },
    Resources: loop(['a', 'b'], inner),
  };
  expect(namesIn(body)).toEqual(['Repoax a-x', 'Repoay a-y', 'Repobz b-z']);
});

test('loops in properties, conditions and outputs are carried out', () => {
  const condition = {
    StringEquals: { 'Fn::ForEach::Tags': ['Tag', ['x', 'y'], { 'aws:PrincipalTag/${Tag}': '${Tag}' }] },
  };
  const conditions = {
    'Fn::ForEach::C': ['Name', ['Never', 'Ever'], { 'Is${Name}': { 'Fn::Equals': ['Ever', ref] } }],
  };
  const body = {
    Conditions: conditions,
    Resources: {
      App: repository('app', { ...pull, Condition: condition }),
      Other: { ...repository('other'), Condition: 'IsNever' },
    },
    Outputs: {
      'Fn::ForEach::O': [
        'Name',
        ['App'],
        { 'Out${Name}': { Value: { 'Fn::GetAtt': ['${Name}', 'Arn'] }, Export: { Name: 'arn' } } },
      ],
    },
  };
  const importing = { Resources: { P: { Type: 'Probe', Properties: { value: { 'Fn::ImportValue': 'arn' } } } } };
  const { repositories, resources } = shown(buildGraph([loaded(body), loaded(importing, undefined, 'B')]));
  expect(repositories.map(({ name, policy }) => [name, policy?.[0]?.conditions])).toEqual([
    [
      'app',
      [
        { operator: 'StringEquals', key: 'aws:PrincipalTag/x', values: ['x'] },
        { operator: 'StringEquals', key: 'aws:PrincipalTag/y', values: ['y'] },
      ],
    ],
  ]);
  expect(resources.at(-1)?.properties.value).toBe('arn:aws:ecr:eu-west-1:123456789012:repository/app');
});

test('a loop whose collection is not known is read once, with the item open', () => {
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: '${Name}-ci-${!x}', Tags: [{ Key: 'a', Value: { Ref: 'Repo${Name}' } }] },
  };
  const body = {
    Parameters: { Teams: { Type: 'CommaDelimitedList' } },
    Resources: loop({ Ref: 'Teams' }, { 'Repo${Name}': repository('team/${Name}'), 'Role&{Name}': role }),
  };
  const { repositories, identities, unreviewed } = graphOf(body);
  expect(repositories.map(({ name }) => name)).toEqual(['team/${Stack.Name}']);
  expect(identities.map(({ name, resource }) => [name, resource.properties.Tags])).toEqual([
    ['${Stack.Name}-ci-${!x}', [{ Key: 'a', Value: 'team/${Stack.Name}' }]],
  ]);
  expect(unreviewed).toEqual([
    {
      what: "loop 'Fn::ForEach::Teams'",
      why: 'the review does not know its collection {"Ref":"Teams"}',
      source: { template: 'Stack', logicalId: 'Fn::ForEach::Teams', path: '' },
    },
  ]);
});

test('an open loop in a resource leaves the resource unknown', () => {
  const condition = {
    StringEquals: { 'Fn::ForEach::Tags': ['Tag', { Ref: 'Tags' }, { 'aws:PrincipalTag/${Tag}': '${Tag}' }] },
  };
  const { repositories, unreviewed } = graphOf({
    Resources: { App: repository('app', { ...pull, Condition: condition }) },
  });
  expect(repositories[0]?.policy?.map(({ unreadable }) => unreadable)).toEqual([
    "its Condition can't be read",
    "loop 'Fn::ForEach::Tags' may change it",
  ]);
  expect(unreviewed.map(({ what, why }) => [what, why])).toEqual([
    ["loop 'Fn::ForEach::Tags' in 'App'", 'the review does not know its collection {"Ref":"Tags"}'],
  ]);
});

test.each([
  ['no list', 'nonsense'],
  ['no mapping', ['Name', ['a'], 'x']],
  ['no name', [ref, ['a'], { A: repository('a') }]],
  ['a branch in its collection', ['Name', [{ 'Fn::If': ['C', 'a', 'b'] }], { 'A${Name}': repository('a') }]],
])('a loop with %s is said', (_, call) => {
  const { unreviewed } = graphOf({ Resources: { 'Fn::ForEach::X': call } });
  expect(unreviewed.map(({ what }) => what)).toEqual(["loop 'Fn::ForEach::X'"]);
});

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `i${index}`);

test.each([
  ['a long list', loop(many(1_000_000))],
  [
    'lists in lists',
    loop(many(1_000), {
      'Fn::ForEach::A': [
        'A',
        many(1_000),
        { 'Fn::ForEach::B': ['B', many(1_000), { 'R${Name}${A}${B}': repository('x') }] },
      ],
    }),
  ],
  ['long names', loop(['x'.repeat(500_000)], { 'R${Name}': repository('${Name}'.repeat(50_000)) })],
])('a hostile loop stops and says so: %s', (_, resources) => {
  const { unreviewed } = buildGraph([loaded({ Resources: resources })]);
  expect(unreviewed.map(({ why }) => why)).toContain('the review does not expand so many items');
});

test.each([
  [{ 'Fn::Length': ['a', 'b'] }, 2],
  [{ 'Fn::Length': { 'Fn::Split': [',', 'a,b,c'] } }, 3],
  [{ 'Fn::Length': { Ref: 'Open' } }, '${Stack.Fn::Length {"Ref":"Open"}}'],
  [{ Ref: { 'Fn::Sub': 'Re${Part}' } }, 'app'],
  [{ 'Fn::GetAtt': [{ 'Fn::Sub': 'Re${Part}' }, 'Arn'] }, 'arn:aws:ecr:eu-west-1:123456789012:repository/app'],
  [{ 'Fn::FindInMap': ['Map', { 'Fn::Join': ['', ['k', '1']] }, 'x'] }, 'y'],
])('%j of AWS::LanguageExtensions is %j', (value, expected) => {
  const parts = {
    Parameters: { Part: { Type: 'String', Default: 'po' }, Open: { Type: 'CommaDelimitedList' } },
    Mappings: { Map: { k1: { x: 'y' } } },
    Resources: { Repo: repository('app') },
  };
  expect(valueOf(value, parts)).toEqual(expected);
});

/** A text with the item of the outer and of the inner loop in it, as a loop has it and written out. */
type Written = (items: Readonly<Record<string, string>> | undefined) => unknown;

const part = fc.constantFrom('Outer', 'Inner', '', 'x');
const text: fc.Arbitrary<Written> = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 4 }).map(
    (parts): Written =>
      (items) =>
        parts.map((name) => (/^[OI]/.test(name) ? (items ? items[name] : `\${${name}}`) : name)).join('-'),
  ),
  fc.constantFrom('Outer', 'Inner').map(
    (name): Written =>
      (items) =>
        items ? items[name] : { Ref: name },
  ),
  fc.constantFrom('Outer', 'Inner').map((name): Written => (items) => ({
    'Fn::Sub': `\${AWS::Region}/${items ? items[name] : `\${${name}}`}`,
  })),
);

function made(texts: readonly Written[], items?: Readonly<Record<string, string>>): object {
  const [name, principal, action, tag] = texts.map((written) => written(items));
  const key = items ? `${items.Outer}${items.Inner}` : '${Outer}${Inner}';
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: ['ecr:BatchGetImage', action],
    Condition: { StringEquals: { [`aws:PrincipalTag/${key}`]: tag } },
  };
  const policy = {
    PolicyName: 'p',
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: '*', Resource: { 'Fn::GetAtt': [`Repo${key}`, 'Arn'] } }],
    },
  };
  return {
    [`Repo${key}`]: repository(name, statement),
    [`Role${key}`]: {
      Type: 'AWS::IAM::Role',
      DependsOn: `Repo${key}`,
      Properties: { RoleName: tag, Policies: [policy] },
    },
  };
}

test('a template with loops gives the graph of the template written out', () => {
  const items = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,4}$/), { maxLength: 4 });
  fc.assert(
    fc.property(items, items, fc.tuple(text, text, text, text), (outer, inner, texts) => {
      const looped = {
        'Fn::ForEach::O': ['Outer', outer, { 'Fn::ForEach::I': ['Inner', inner, made(texts)] }],
      };
      const written = outer.flatMap((one) => inner.map((other) => made(texts, { Outer: one, Inner: other })));
      fc.pre(new Set(written.flatMap(Object.keys)).size === written.length * 2);
      expect(graphOf({ Resources: looped })).toEqual(graphOf({ Resources: Object.assign({}, ...written) as object }));
    }),
    { numRuns: 200 },
  );
});
