import { minimal, problemsIn } from '../../config-cases';
import { build, publisher } from '../../config-stacks';

const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1' },
  { name: 'london', account: '123456789012', region: 'eu-west-2' },
  { name: 'test', account: '210987654321', region: 'us-east-1' },
];
const ciOf = (account: string) => ({ role: `arn:aws:iam::${account}:role/github-ci` });

function problemsOf(onlyPushers: object[] | undefined, more: object): string[] {
  return problemsIn({ ...minimal, environments, repositories: [{ name: 'service', onlyPushers }], ...more });
}

const denied = "must be a repository that it may push to, got 'service', whose onlyPushers deny it";

describe('a publisher to a repository with onlyPushers', () => {
  const publishers = [publisher('service')];

  test('is one of them in each of its accounts', () => {
    expect(problemsOf([ciOf('123456789012'), ciOf('210987654321')], { publishers })).toEqual([]);
    expect(problemsOf(undefined, { publishers })).toEqual([]);
  });

  test('fails when it is none of them, once for an account', () => {
    expect(problemsOf([{ role: 'arn:aws:iam::123456789012:role/other-github-ci' }], { publishers })).toEqual([
      `publishers[0].repositories[0]: ${denied}. Add the role 'github-ci' of account 123456789012 to them.`,
      `publishers[0].repositories[0]: ${denied}. Add the role 'github-ci' of account 210987654321 to them.`,
    ]);
  });

  test('fails when it is named in one of its accounts only, unless it goes nowhere else', () => {
    expect(problemsOf([ciOf('123456789012')], { publishers })).toEqual([
      `publishers[0].repositories[0]: ${denied}. Add the role 'github-ci' of account 210987654321 to them.`,
    ]);
    const there = [publisher('service', { environments: ['prod', 'london'] })];
    expect(problemsOf([ciOf('123456789012')], { publishers: there })).toEqual([]);
  });

  test('fails when a user of its name is one of them', () => {
    const user = 'arn:aws:iam::123456789012:user/github-ci';
    const there = [publisher('service', { environments: ['prod'] })];
    expect(problemsOf([{ user }], { publishers: there })).toHaveLength(1);
  });
});

test('fails when a build pushes to a repository with onlyPushers', () => {
  expect(problemsOf([ciOf('123456789012')], { builds: [build('service')] })).toEqual([
    `builds[0].repository: ${denied}. The role of a build cannot be added, because its name is not known. Remove onlyPushers.`,
  ]);
  expect(problemsOf(undefined, { builds: [build('service')] })).toEqual([]);
});

describe('identities that push to a repository with onlyPushers', () => {
  const identities = (more: object) => ({
    identities: [{ name: 'developers', environments: ['prod'], pushRepositories: ['service'], ...more }],
  });
  const onlyPushers = [
    { role: 'arn:aws:iam::123456789012:role/path/builder' },
    { user: 'arn:aws:iam::123456789012:user/bob' },
  ];

  test('are roles and users among them, with any path', () => {
    expect(problemsOf(onlyPushers, identities({ roles: ['builder'], users: ['bob'] }))).toEqual([]);
  });

  test('fail when they are denied', () => {
    expect(problemsOf(onlyPushers, identities({ roles: ['bob'], users: ['ob'], groups: ['builder'] }))).toEqual([
      `identities[0].pushRepositories[0]: ${denied}. Add the role 'bob' of account 123456789012 to them.`,
      `identities[0].pushRepositories[0]: ${denied}. Add the user 'ob' of account 123456789012 to them.`,
      `identities[0].pushRepositories[0]: ${denied}. They cannot name the group 'builder'. Name its users or a role.`,
    ]);
  });
});
