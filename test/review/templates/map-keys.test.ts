import fc from 'fast-check';
import { linesOf, pull, repository, reviewOf } from '../reviewed';
import { graphOf, valuesOf } from './graphs';

const parts = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Listed: { Type: 'String', AllowedValues: ['dev', 'test'] },
    Open: { Type: 'String' },
    Index: { Type: 'Number', Default: 1 },
  },
  Mappings: {
    Stages: { dev: { id: '111111111111', same: 's' }, prod: { id: '222222222222', same: 's' } },
    Regions: { 'eu-west-1': { id: 'west' }, 'us-east-1': { id: 'east' } },
    More: { 'us-east-1': { id: 'more' }, 'ap-south-1': { id: 'south' } },
  },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
};

function found(key: unknown, map = 'Stages', ...options: object[]): object {
  return { 'Fn::FindInMap': [map, key, 'id', ...options] };
}

const stage = { Ref: 'Stage' };
const [isDev, isProd] = ["Stage is 'dev'", "Stage is 'prod'"];

test('each key that a parameter may be is a case', () => {
  expect(valuesOf(found(stage), parts)).toEqual([
    { value: '111111111111', when: [isDev] },
    { value: '222222222222', when: [isProd] },
  ]);
});

test('a parameter has one value in a case', () => {
  expect(valuesOf([stage, found(stage), found(stage), { 'Fn::If': ['IsProd', 1, 2] }], parts)).toEqual([
    { value: ['dev', '111111111111', '111111111111', 2], when: [isDev] },
    { value: ['prod', '222222222222', '222222222222', 1], when: [isProd] },
  ]);
  expect(valuesOf([{ 'Fn::If': ['IsProd', 1, 2] }, found(stage)], parts)).toEqual([
    { value: [2, '111111111111'], when: ['not IsProd'] },
    { value: [1, '222222222222'], when: ['IsProd'] },
  ]);
});

test('a parameter without a default is each of the keys too', () => {
  expect(valuesOf([{ Ref: 'Open' }, found({ Ref: 'Open' })], parts)).toEqual([
    { value: ['dev', '111111111111'], when: ["Open is 'dev'"] },
    { value: ['prod', '222222222222'], when: ["Open is 'prod'"] },
  ]);
});

test('only the keys that a condition with alternatives allows are cases', () => {
  const isOneOf = (...names: string[]) => ({ 'Fn::Or': names.map((name) => ({ 'Fn::Equals': [stage, name] })) });
  const conditions = {
    Conditions: { IsLive: isOneOf('prod', 'live'), IsTest: { 'Fn::Not': [isOneOf('prod', 'live')] } },
  };
  const cases = (condition: string) =>
    valuesOf({ 'Fn::If': [condition, found(stage), 'other'] }, { ...parts, ...conditions });
  expect(cases('IsLive')).toEqual([
    { value: 'other', when: ['not IsLive'] },
    { value: '222222222222', when: ['IsLive'] },
  ]);
  expect(cases('IsTest')).toEqual([
    { value: '111111111111', when: ['IsTest'] },
    { value: 'other', when: ['not IsTest'] },
  ]);
});

test('a default of the map is a separate case if the parameter may be none of the keys', () => {
  expect(valuesOf([stage, found(stage, 'Stages', { DefaultValue: 'none' })], parts)).toEqual([
    { value: ['dev', '111111111111'], when: [isDev] },
    { value: ['prod', '222222222222'], when: [isProd] },
    { value: ['${Stack.Stage}', 'none'], when: [`not ${isDev}`, `not ${isProd}`] },
  ]);
});

test('a parameter is one of its allowed values', () => {
  const listed = { Ref: 'Listed' };
  expect(valuesOf(found(listed), parts)).toEqual([{ value: '111111111111', when: [] }]);
  expect(valuesOf(found(listed, 'Stages', { DefaultValue: 'none' }), parts)).toEqual([
    { value: '111111111111', when: ["Listed is 'dev'"] },
    { value: 'none', when: ["not Listed is 'dev'"] },
  ]);
});

test('an open Region is each of the keys, and the same in all maps, but stays open outside maps', () => {
  const region = { Ref: 'AWS::Region' };
  expect(
    valuesOf([region, found(region, 'Regions'), found(region, 'More', { DefaultValue: 'none' })], parts, {}),
  ).toEqual([
    { value: ['${AWS::Region}', 'west', 'none'], when: ["AWS::Region is 'eu-west-1'"] },
    { value: ['${AWS::Region}', 'east', 'more'], when: ["AWS::Region is 'us-east-1'"] },
  ]);
});

test('a key that a function makes of a parameter is each of the keys', () => {
  const key = { 'Fn::Sub': '${Open}' };
  expect(valuesOf(found({ 'Fn::Join': ['', ['p', { Ref: 'Open' }]] }), parts)).toEqual([
    { value: '111111111111', when: ["p${Stack.Open} is 'dev'"] },
    { value: '222222222222', when: ["p${Stack.Open} is 'prod'"] },
  ]);
  expect(valuesOf(found(key), parts)).toHaveLength(2);
});

test('a position that a parameter says is each of the list', () => {
  expect(valuesOf({ 'Fn::Select': [{ Ref: 'Index' }, ['a', 'b']] }, parts)).toEqual([
    { value: 'a', when: ["Index is '0'"] },
    { value: 'b', when: ["Index is '1'"] },
  ]);
});

test('of too many keys, the value is open', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, { id: index }]));
  expect(valuesOf(found(stage, 'Many'), { ...parts, Mappings: { Many: many } })).toEqual([
    { value: '${Stack.Fn::FindInMap ["Many",{"Ref":"Stage"},"id"]}', when: [] },
  ]);
});

test('a map that a macro includes may have any key', () => {
  const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };
  const key = found('other', 'Stages', { DefaultValue: 'none' });
  expect(valuesOf(key, { Mappings: { Stages: include } })).toEqual([
    { value: expect.stringContaining('${Stack.Fn::FindInMap ') as string, when: [] },
  ]);
});

test('both accounts of a map have rows, each with its condition', () => {
  const principal = { AWS: found(stage) };
  const report = reviewOf({ App: repository('app', { Effect: 'Allow', Principal: principal, Action: pull }) }, parts);
  const lines = linesOf(report).filter((line) => line.includes('pull'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^arn:aws:iam::111111111111:root pull app: conditional if template condition Stage is 'dev' /,
  );
  expect(lines[1]).toMatch(
    /^arn:aws:iam::222222222222:root pull app: conditional if template condition Stage is 'prod' /,
  );
});

test('a statement for one value of a parameter is not for a role of another', () => {
  const name = { 'Fn::FindInMap': ['Stages', stage, 'id'] };
  const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::Sub': ['ci-${id}', { id: name }] } } };
  const statement = {
    Effect: 'Allow',
    Action: 'ecr:*',
    Resource: { 'Fn::Sub': ['arn:aws:ecr:*:${id}:repository/*', { id: name }] },
  };
  const policy = {
    Type: 'AWS::IAM::Policy',
    Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: statement } },
  };
  const { identities } = graphOf({ ...parts, Resources: { Role: role, Policy: policy } });
  expect(identities.map(({ resource, policies }) => [resource.when, policies.map(({ when }) => when)])).toEqual([
    [[isDev], [[isDev]]],
    [[isProd], [[isProd]]],
  ]);
});

test('each case is what the template gives with that value of the parameter', () => {
  const entry = fc.record({ id: fc.constantFrom('a', 'b'), other: fc.constant('c') });
  const map = fc.record({ dev: entry, prod: entry, test: entry }, { requiredKeys: ['dev', 'prod'] });
  const value = fc.array(
    fc.constantFrom(
      stage,
      found(stage),
      { 'Fn::FindInMap': ['Stages', stage, 'other'] },
      { 'Fn::If': ['IsProd', 1, 2] },
    ),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(map, value, (stages, list) => {
      const mapped = [...list, found(stage)];
      const body = { ...parts, Mappings: { Stages: stages } };
      const cases = valuesOf(mapped, body).map((one) => JSON.stringify(one.value));
      const each = Object.keys(stages).map((key) => {
        const set = JSON.parse(
          JSON.stringify({ mapped, ...body }).replaceAll('{"Ref":"Stage"}', JSON.stringify(key)),
        ) as {
          readonly mapped: unknown;
        };
        return valuesOf(set.mapped, set).map((one) => JSON.stringify(one.value));
      });
      expect(new Set(cases)).toEqual(new Set(each.flat()));
    }),
    { numRuns: 200 },
  );
});
