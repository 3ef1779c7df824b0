import { graphOf, valuesOf } from './graphs';

const parts = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Open: { Type: 'String' },
    Accounts: { Type: 'CommaDelimitedList', Default: '' },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Equals': ['dev', { Ref: 'Stage' }] },
    NotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
    Both: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsOpen' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsOpen' }] },
    HasAccounts: { 'Fn::Not': [{ 'Fn::Equals': ['', { 'Fn::Join': ['', { Ref: 'Accounts' }] }] }] },
    Always: { 'Fn::Equals': ['a', 'a'] },
    Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Itself: { 'Fn::Not': [{ Condition: 'Itself' }] },
  },
};

function choose(condition: string, then: unknown, otherwise: unknown): unknown {
  return { 'Fn::If': [condition, then, otherwise] };
}

test('a comparison that the template decides has one branch', () => {
  expect(valuesOf([choose('Always', 1, 2), choose('Never', 1, 2)], parts)).toEqual([{ value: [1, 2], when: [] }]);
});

test('a parameter may be another than its default, so both branches are read', () => {
  expect(valuesOf(choose('IsProd', 'p', 'd'), parts)).toEqual([
    { value: 'd', when: ['not IsProd'] },
    { value: 'p', when: ['IsProd'] },
  ]);
});

test('a parameter is what its condition says', () => {
  expect(valuesOf([{ Ref: 'Stage' }, choose('IsProd', 'p', 'd')], parts)).toEqual([
    { value: ['dev', 'd'], when: ['not IsProd'] },
    { value: ['prod', 'p'], when: ['IsProd'] },
  ]);
  expect(valuesOf([{ Ref: 'Stage' }, choose('IsDev', 1, 2)], parts)).toEqual([
    { value: ['dev', 1], when: ['IsDev'] },
    { value: ['${Stack.Stage}', 2], when: ['not IsDev'] },
  ]);
  expect(valuesOf([{ Ref: 'Accounts' }, choose('HasAccounts', 1, 2)], parts)).toEqual([
    { value: [[''], 2], when: ['not HasAccounts'] },
    { value: ['${Stack.Accounts}', 1], when: ['HasAccounts'] },
  ]);
});

test('what follows from a condition is not a separate case', () => {
  expect(valuesOf([choose('IsProd', 1, 2), choose('NotProd', 3, 4)], parts)).toEqual([
    { value: [2, 3], when: ['not IsProd'] },
    { value: [1, 4], when: ['IsProd'] },
  ]);
  expect(valuesOf([choose('Both', 1, 2), choose('IsProd', 3, 4), choose('IsOpen', 5, 6)], parts)).toContainEqual({
    value: [1, 3, 5],
    when: ['Both'],
  });
  expect(valuesOf([choose('Either', 1, 2), choose('IsProd', 3, 4), choose('IsOpen', 5, 6)], parts)).toContainEqual({
    value: [2, 4, 6],
    when: ['not Either'],
  });
  // A stage can't be prod and dev.
  expect(valuesOf([choose('IsProd', 1, 2), choose('IsDev', 3, 4)], parts).map(({ value }) => value)).not.toContainEqual(
    [1, 3],
  );
});

test('a condition without an answer has both branches', () => {
  expect(valuesOf(choose('Itself', 1, 2), parts).map(({ value }) => value)).toEqual([1, 2]);
  expect(valuesOf(choose('Missing', 1, 2), parts).map(({ value }) => value)).toEqual([1, 2]);
  expect(valuesOf(choose('Open', { Ref: 'AWS::NoValue' }, 2), parts).map(({ value }) => value)).toEqual([undefined, 2]);
});

test('of too many cases, lists have all branches and other values are unresolved values', () => {
  const conditions = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`C${index}`, { 'Fn::Equals': [{ Ref: `P${index}` }, 'x'] }]),
  );
  const value = [...Object.keys(conditions).map((name) => choose(name, name, 'none')), { a: choose('C0', 1, 2) }];
  const [only, ...others] = valuesOf(value, { Conditions: conditions });
  expect(others).toEqual([]);
  expect(only?.value).toContain('C8');
  expect(only?.value).toContain('none');
  expect(only?.value).toContainEqual({ a: '${Stack.Fn::If ["C0",1,2]}' });
  expect(only?.when).toEqual([]);
});

test('a resource is there under its condition', () => {
  const resource = (condition: string) => ({
    Type: 'Probe',
    Condition: condition,
    Properties: { value: [condition, choose('IsProd', 1, 2)] },
  });
  const { resources } = graphOf({
    ...parts,
    Resources: { A: resource('Never'), B: resource('Always'), C: resource('NotProd') },
  });
  expect(resources.map(({ properties, when }) => [properties.value, when])).toEqual([
    [['Always', 2], ['not IsProd']],
    [['Always', 1], ['IsProd']],
    [['NotProd', 2], ['NotProd']],
  ]);
});
