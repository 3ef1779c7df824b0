import { full, problemsIn, refuses, withValue } from '../config-cases';

const entry = 'identities[0]';
const everyone = { name: 'developers', users: ['bob'], pushRepositories: ['service'] };

refuses(`${entry}.name`, [
  [undefined, 'is required'],
  ['a/b', "must be a name, got 'a/b'. Use at most 64 letters, digits and '.', '_', '-'."],
]);
refuses(`${entry}.roles[0]`, [
  [
    'arn:aws:iam::123456789012:role/builder',
    "must be the name of an IAM role, got 'arn:aws:iam::123456789012:role/builder'. Write the name after the last slash.",
  ],
  ['r'.repeat(65), 'must be the name of an IAM role, got 65 characters. IAM accepts at most 64.'],
  ['*', "must be the name of an IAM role, got '*'. Use only letters, digits and '+=,.@-_'."],
]);
refuses(`${entry}.users[0]`, [
  ['u'.repeat(65), 'must be the name of an IAM user, got 65 characters. IAM accepts at most 64.'],
]);
refuses(`${entry}.groups[0]`, [
  ['g'.repeat(129), 'must be the name of an IAM group, got 129 characters. IAM accepts at most 128.'],
]);
refuses(`${entry}.pushRepositories[0]`, [['nope', "must be the name of a repository of this file, got 'nope'"]]);
refuses(`${entry}.pullRepositories[0]`, [['nope', "must be the name of a repository of this file, got 'nope'"]]);

test.each<[string, object, string]>([
  [
    'names no identity',
    { ...everyone, users: undefined },
    'identities[0]: must have at least one of roles, users, groups, got none',
  ],
  [
    'names no repository',
    { ...everyone, pushRepositories: undefined },
    'identities[0]: must have at least one of pushRepositories, pullRepositories, got none',
  ],
  [
    'names an unknown environment',
    { ...everyone, environments: ['prod', 'nope'] },
    "identities[0].environments[1]: must be the name of an environment of this file, got 'nope'",
  ],
  [
    'has no environment of a repository',
    { ...everyone, environments: ['london'], pushRepositories: ['team/everything'] },
    "identities[0].pushRepositories[0]: repository 'team/everything' is not deployed to london. Add london to its environments, or remove it from this entry.",
  ],
])('fails when an entry %s', (_, value, problem) => {
  expect(problemsIn(withValue(full, 'identities[0]', value))).toContain(problem);
});

test('fails when two entries have one name', () => {
  expect(problemsIn(withValue(full, 'identities', [everyone, everyone, { ...everyone, name: 'referred' }]))).toEqual([
    "identities[1].name: must be unique, got 'developers', which identities[0] has too. Choose another name.",
  ]);
});

test.each(['roles', 'users', 'groups', 'pushRepositories', 'pullRepositories'])(
  'fails when %s list a name twice',
  (key) => {
    expect(problemsIn(withValue(full, 'identities[0]', { ...everyone, [key]: ['service', 'service'] }))).toEqual([
      `identities[0].${key}[1]: must be listed once, got 'service' again. Remove it.`,
    ]);
  },
);
