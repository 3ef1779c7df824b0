import { docker, mayLogIn } from '../../simulation';
import { propertiesOf, publisher, templateOf, templatesOf } from '../config-stacks';

const account = '123456789012';
const environments = [
  { name: 'prod', account, region: 'us-east-1' },
  { name: 'london', account, region: 'eu-west-2' },
];
const entry = {
  name: 'developers',
  roles: ['builder'],
  users: ['bob'],
  groups: ['developers'],
  pushRepositories: ['team/pushed'],
  pullRepositories: ['team/pulled'],
};
const repositories = [{ name: 'team/pushed' }, { name: 'team/pulled' }, { name: 'team/other' }];
const arnOf = (name: string, region = 'us-east-1') => `arn:aws:ecr:${region}:${account}:repository/${name}`;

/** A user whose policies are those of the template. */
function caller(template: ReturnType<typeof templateOf>) {
  const policies = propertiesOf(template, 'AWS::IAM::ManagedPolicy');
  const identityPolicies = policies.map(({ PolicyDocument: document }) => document as object);
  return { principal: `arn:aws:iam::${account}:user/bob`, identityPolicies };
}

test('the identities log in, push and pull, and only what the entry names', async () => {
  const bob = caller(templateOf({ environments, repositories, identities: [entry] }));
  expect(await mayLogIn(bob)).toBe(true);
  for (const region of ['us-east-1', 'eu-west-2']) {
    expect(await docker('push', bob, { arn: arnOf('team/pushed', region) })).toBe('done');
    expect(await docker('pull', bob, { arn: arnOf('team/pulled', region) })).toBe('done');
    expect(await docker('push', bob, { arn: arnOf('team/pulled', region) })).not.toBe('done');
    expect(await docker('push', bob, { arn: arnOf('team/other', region) })).toBe('refused');
    expect(await docker('pull', bob, { arn: arnOf('team/other', region) })).toBe('refused');
  }
});

test('each policy is attached to all identities of the entry, once in the account', () => {
  const templates = templatesOf({ environments, repositories, identities: [entry] });
  const policies = Object.entries(templates).flatMap(([stack, template]) =>
    propertiesOf(template, 'AWS::IAM::ManagedPolicy').map(
      ({ Roles, Users, Groups }) => [stack, Roles, Users, Groups] as unknown,
    ),
  );
  const attached = ['ecr-publishing-london-publishers', ['builder'], ['bob'], ['developers']];
  expect(policies).toEqual([attached, attached, attached]);
});

test('the home of the account has the policies', () => {
  const home = environments.map((one) => (one.name === 'prod' ? { ...one, home: true } : one));
  const templates = templatesOf({ environments: home, repositories, identities: [entry] });
  expect(propertiesOf(templates['ecr-publishing-prod-publishers'], 'AWS::IAM::ManagedPolicy')).toHaveLength(3);
});

test('fails when more policies are needed than a role can have', () => {
  const many = Array.from({ length: 400 }, (_, index) => ({ name: `${'team/'.repeat(20)}service-${index}` }));
  const names = many.map(({ name }) => name);
  const one = { name: 'developers', roles: ['builder'], pushRepositories: names };
  expect(() => templateOf({ repositories: many, identities: [one] })).toThrow(
    'identities[0]: `repositories` must fit in 9 managed policies, got 400 repositories in 12. IAM accepts 10 for a role. ' +
      'Split the repositories between several roles.',
  );
});

const builders = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `builders-${index}`,
    roles: ['builder'],
    pushRepositories: ['team/pushed'],
  }));

test('fails when all entries together attach more policies to an identity than IAM accepts', () => {
  expect(() => templateOf({ repositories, identities: builders(5) })).not.toThrow();
  expect(() => templateOf({ repositories, identities: builders(6) })).toThrow(
    "identities[5]: must leave role 'builder' with at most 10 managed policies, got 12 in this file. List all of its " +
      'repositories in one entry.',
  );
});

test('the policies of a publisher count for its role', () => {
  const publishers = [publisher('team/pushed', { name: 'builder' })];
  expect(() => templateOf({ repositories, publishers, identities: builders(4) })).not.toThrow();
  expect(() => templateOf({ repositories, publishers, identities: builders(5) })).toThrow('got 12 in this file');
});

test('the policies stay in the home if the entry goes to another environment of the account', () => {
  const templates = templatesOf({ environments, repositories, identities: [{ ...entry, environments: ['prod'] }] });
  expect(propertiesOf(templates['ecr-publishing-london-publishers'], 'AWS::IAM::ManagedPolicy')).toHaveLength(3);
});
