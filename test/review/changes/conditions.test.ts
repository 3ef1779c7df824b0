import { changesOf, changesOfAll, image, linesOf, resource, retain, stack } from './changed';

const isEnv = (value: string) => ({ 'Fn::Equals': [{ Ref: 'Env' }, value] });
const of = (Conditions: object, app: object) => [
  stack('app', {}, { body: { Parameters: { Env: { Type: 'String' } }, Conditions, Resources: { App: app } } }),
];
const under = (Condition: string, attributes: object = {}) => ({
  ...image({ RepositoryName: 'app' }, attributes),
  Condition,
});

test('a condition with the same name and another definition may remove a repository', () => {
  const changes = changesOfAll(
    of({ IsProd: isEnv('prod') }, under('IsProd')),
    of({ IsProd: isEnv('live') }, under('IsProd')),
  );
  expect(changes).toEqual([
    {
      kind: 'unknown',
      what: "It is not known whether repository 'app' is removed: the definition of its condition IsProd changes",
      why: 'If the condition was true and becomes false, this happens: CloudFormation deletes the repository. If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.',
      fix: 'Look at the resource in a change set, with the parameters of the stack.',
      source: { template: 'app', logicalId: 'App', path: '' },
    },
  ]);
});

test('a condition that another one defines', () => {
  const both = (env: string) => ({ IsProd: isEnv(env), Has: { 'Fn::And': [{ Condition: 'IsProd' }, isEnv('x')] } });
  const [change] = changesOfAll(of(both('prod'), under('Has', retain)), of(both('live'), under('Has', retain)));
  expect(change?.why).toBe(
    'If the condition was true and becomes false, this happens: The repository is retained, in no stack.',
  );
});

test('a condition with another name and the same definition is the same', () => {
  expect(
    changesOfAll(of({ IsProd: isEnv('prod') }, under('IsProd')), of({ Prod: isEnv('prod') }, under('Prod'))),
  ).toEqual([]);
});

test('a condition that a retained repository gets may leave it in no stack', () => {
  const before = of({ IsProd: isEnv('prod') }, image({ RepositoryName: 'app' }, retain));
  expect(linesOf(changesOfAll(before, of({ IsProd: isEnv('prod') }, under('IsProd', retain))))).toEqual([
    "orphaned: Repository 'app' is orphaned: no stack has it any more unless IsProd",
  ]);
});

test('another permissions boundary may limit less', () => {
  const role = (name: string) => ({
    Ci: resource('AWS::IAM::Role', {
      RoleName: 'ci',
      AssumeRolePolicyDocument: { Statement: [] },
      PermissionsBoundary: `arn:aws:iam::123456789012:policy/${name}`,
    }),
  });
  expect(linesOf(changesOf(role('strict'), role('wide')))).toEqual([
    "unknown: It is not known whether role 'ci' is limited less: it has another permissions boundary",
  ]);
  expect(changesOf(role('strict'), role('strict'))).toEqual([]);
});
