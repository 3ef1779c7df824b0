import { join } from 'node:path';
import { folderWith, run } from '../../command';
import { minimal, problemsIn } from '../../config-cases';
import { build } from '../../config-stacks';

const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1' },
  { name: 'test', account: '210987654321', region: 'us-east-1' },
];
const role = (name: string) => ({ role: `arn:aws:iam::222222222222:role/${name}` });
const keyOf = (account: string) => `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`;

function problemsOf(config: object): string[] {
  return problemsIn({ ...minimal, environments, repositories: [{ name: 'team-a/service' }], ...config });
}

describe('tags', () => {
  const key = 'must be the key of an AWS resource tag, got';
  const value = 'must be the value of an AWS resource tag, got';
  test.each([
    [{ '': 'a' }, `tags.: ${key} an empty text`],
    [{ 'aws:team': 'a' }, `tags.aws:team: ${key} 'aws:team'. AWS reserves the start 'aws:'`],
    [{ 'a*': 'a' }, `tags.a*: ${key} 'a*'. Use only letters, digits, spaces and '_.:/=+-@'`],
    [{ ' a': 'a' }, `tags. a: ${key} ' a'. Remove the white space around it`],
    [{ ['x'.repeat(129)]: 'a' }, `tags.${'x'.repeat(129)}: ${key} 129 characters. AWS accepts at most 128`],
    [{ a: 1 }, `tags.a: ${value} the number 1. Write it as text, in quotes`],
    [
      { a: `npm_${'a1'.repeat(18)}` },
      'tags.a: must not be a secret, got a text that looks like one. Anyone who can list the resources can read it.',
    ],
    [{ a: 'x'.repeat(257) }, `tags.a: ${value} 257 characters. AWS accepts at most 256`],
    [{ a: '<b>' }, `tags.a: ${value} '<b>'. Use only letters, digits, spaces and '_.:/=+-@'`],
    [
      { owner: 'a', Owner: 'b' },
      "tags.Owner: must differ from 'owner' in more than case, because IAM counts both as equal. Remove one.",
    ],
    [numbered(51), 'tags: must have at most 50 tags, got 51'],
    [['a'], 'tags: must be a mapping, got a list'],
  ])('fails when they are %j', (tags, line) => {
    expect(problemsOf({ tags })).toContain(line);
  });

  test('the problems of keys and of values are reported at once', () => {
    expect(problemsOf({ tags: { '': 'a', b: 1, c: null } })).toEqual([
      `tags.: ${key} an empty text`,
      `tags.b: ${value} the number 1. Write it as text, in quotes`,
      `tags.c: ${value} null. Write it as text, in quotes`,
    ]);
  });

  test('accepts the longest ones, and an empty value', () => {
    expect(problemsOf({ tags: { ['é'.repeat(128)]: 'x'.repeat(256), 'cost center': '' } })).toEqual([]);
  });

  test('fails when CodeBuild would refuse one', () => {
    const refused = 'must have at most 127 characters in a key and 255 in a value';
    const tags = { ['x'.repeat(128)]: 'a', b: 'x'.repeat(255) };
    expect(problemsOf({ tags, builds: [build('team-a/service')] })).toEqual([
      `tags.${'x'.repeat(128)}: ${refused}, got 128 and 1. CodeBuild accepts no more.`,
    ]);
  });

  test('fails when a repository has too many of all parts', () => {
    const repositories = [{ name: 'team-a/service', tags: numbered(50) }];
    expect(problemsOf({ repositories, tags: { owner: 'a' } })).toEqual([
      "repositories[0]: must have at most 50 tags, got 51 for repository 'team-a/service'. The tags of the file and of its groups count too.",
    ]);
  });

  test('fails when a key would change the prototype of an object', () => {
    const repository = JSON.parse('{"name":"team-a/service","tags":{"__proto__":"a"}}') as object;
    expect(problemsOf({ repositories: [repository] })).toEqual([
      'repositories[0].tags.__proto__: must have another name',
    ]);
  });
});

function numbered(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'a']));
}

describe('groups', () => {
  test('fails when no repository starts with the prefix', () => {
    expect(problemsOf({ groups: [{ prefix: 'team-b/' }] })).toEqual([
      "groups[0].prefix: must be the start of a repository name of this file, got 'team-b/'. Correct it, or remove the group.",
    ]);
  });

  test('fails when two have one prefix', () => {
    expect(problemsOf({ groups: [{ prefix: 'team-a/' }, { prefix: 'team-a/' }] })).toEqual([
      "groups[1].prefix: must be unique, got 'team-a/', which groups[0] has too. Join the two groups.",
    ]);
  });

  test('fails when the onlyPushers of one deny a pusher of the other part', () => {
    const group = { prefix: 'team-a/', pushers: [role('ci')] };
    const repositories = [{ name: 'team-a/service', onlyPushers: [role('promoter')] }];
    const got = "got 'arn:aws:iam::222222222222:role/ci'. All others are denied.";
    expect(problemsOf({ groups: [group], repositories })).toEqual([
      `groups[0].pushers[0]: must also be one of onlyPushers of repository 'team-a/service', ${got}`,
    ]);
    expect(problemsOf({ groups: [{ ...group, onlyPushers: [role('ci')] }], repositories })).toEqual([]);
  });

  test('fails when a consumer is in its list twice, or owns all its repositories', () => {
    const one = [environments[0]];
    expect(
      problemsOf({
        environments: one,
        groups: [{ prefix: 'team-a/', readers: [role('a'), role('a')], pullers: [{ account: '123456789012' }] }],
      }),
    ).toEqual([
      "groups[0].pullers[0].account: must be another account, got '123456789012', which owns the repository. That grants no access. Name the roles of the account.",
      'groups[0].readers[1]: must be listed once, got the same as groups[0].readers[0]. Remove it.',
    ]);
  });

  test('a consumer may be in a group and in a repository', () => {
    const pullers = [role('a')];
    const repositories = [{ name: 'team-a/service', pullers }];
    expect(problemsOf({ groups: [{ prefix: 'team-a/', pullers }], repositories })).toEqual([]);
  });
});

describe('keys', () => {
  const wrong = (name: string, account: string, got: string) =>
    `must be in account ${account} and Region us-east-1 of environment '${name}', got account ${got} and Region us-east-1`;

  test('fails when the key of an environment is of another account', () => {
    const [prod] = environments;
    expect(problemsOf({ environments: [{ ...prod, encryptionKey: keyOf('210987654321') }] })).toEqual([
      `environments[0].encryptionKey: ${wrong('prod', '123456789012', '210987654321')}`,
    ]);
  });

  test('fails when the key of a group is used in another environment', () => {
    const groups = [{ prefix: 'team-a/', encryptionKey: keyOf('123456789012') }];
    expect(problemsOf({ groups })).toEqual([
      `groups[0].encryptionKey: ${wrong('test', '210987654321', '123456789012')}`,
    ]);
    const perEnvironment = { test: { encryptionKey: keyOf('210987654321') } };
    expect(problemsOf({ groups, repositories: [{ name: 'team-a/service', perEnvironment }] })).toEqual([]);
  });
});

describe('emptyOnDelete', () => {
  test('fails when the repository is retained in one environment', () => {
    const repository = { name: 'team-a/service', removalPolicy: 'destroy', emptyOnDelete: true };
    const retained = { ...repository, perEnvironment: { prod: { removalPolicy: 'retain' } } };
    expect(problemsOf({ repositories: [repository] })).toEqual([]);
    expect(problemsOf({ repositories: [retained] })).toEqual([
      'repositories[0].emptyOnDelete: requires `removalPolicy: destroy`. Set it, or omit emptyOnDelete.',
    ]);
  });

  test('fails when a group has it alone', () => {
    expect(problemsOf({ groups: [{ prefix: 'team-a/', emptyOnDelete: true }] })).toEqual([
      "groups[0].emptyOnDelete: requires `removalPolicy: destroy` of repository 'team-a/service'. Set it, or omit emptyOnDelete.",
    ]);
  });
});

describe('settings for an environment', () => {
  test('fails when the environment is not known, or the repository is not deployed to it', () => {
    const settings = { imageScanOnPush: false };
    expect(problemsOf({ repositories: [{ name: 'app', perEnvironment: { nope: settings } }] })).toEqual([
      "repositories[0].perEnvironment.nope: must be the name of an environment of this file, got 'nope'",
    ]);
    expect(
      problemsOf({ repositories: [{ name: 'app', environments: ['prod'], perEnvironment: { test: settings } }] }),
    ).toEqual(["repositories[0].perEnvironment.test: must be an environment of the repository, got 'test'"]);
  });

  test('fails when a pusher is denied in that environment', () => {
    const perEnvironment = { prod: { onlyPushers: [role('promoter')] } };
    expect(problemsOf({ repositories: [{ name: 'app', pushers: [role('ci')], perEnvironment }] })).toEqual([
      "repositories[0].pushers[0]: must also be one of onlyPushers, got 'arn:aws:iam::222222222222:role/ci'. All others are denied.",
    ]);
  });
});

describe('the tags that move', () => {
  test.each<[string, object, string]>([
    [
      'all may move and some are listed',
      { imageTagMutability: 'MUTABLE', mutableTags: ['latest'] },
      'repositories[0].mutableTags: must not be set together with `imageTagMutability: MUTABLE`. Omit one.',
    ],
    [
      'immutable tags are listed alone',
      { immutableTags: ['v*'] },
      'repositories[0].immutableTags: must be set only with `imageTagMutability` MUTABLE, got it without. Set both, or omit ' +
        'both: all tags are immutable by default.',
    ],
    [
      'a setting has another case',
      { imageTagMutability: 'mutable' },
      "repositories[0].imageTagMutability: must be one of IMMUTABLE, MUTABLE, got 'mutable'. Did you mean 'MUTABLE'?",
    ],
  ])('fails when %s', (_, settings, problem) => {
    const { stderr } = run(
      'check',
      join(
        folderWith({ 'ecr-publishing.yaml': { ...minimal, repositories: [{ name: 'app', ...settings }] } }),
        'ecr-publishing.yaml',
      ),
    );
    expect(stderr).toContain(problem);
  });
});
