import { ImageRepository } from '../../lib/repository/image-repository';
import { problemsOf } from './config-cases';
import { build, publisher, repositories, stacksOf, templateOf } from './config-stacks';

const problems = (config: object) => problemsOf(() => stacksOf(config));

/** Roles of as many accounts. */
function roles(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ role: `arn:aws:iam::${100000000000 + index}:role/puller` }));
}

/** GitHub repositories of one owner. */
function trusts(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ repository: `acme-org/service-${index}`, branches: ['main'] }));
}

test('fails with what ECR would refuse in each repository, all at once', () => {
  expect(
    problems({
      repositories: [
        { name: 'fine' },
        { name: 'tags', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] },
        { name: 'wide', pullers: roles(400) },
        { name: 'twice', retention: { expireUntaggedAfterDays: 3, rules: [{ untagged: true, keepNewest: 3 }] } },
        {
          name: 'shielded',
          retention: { protect: ['v*'], keepNewest: 3, rules: [{ tagPatterns: ['v1*'], expireOlderThanDays: 3 }] },
        },
      ],
    }),
  ).toEqual([
    "repositories[1].mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.",
    'repositories[2]: `ecr-publishing-prod/Repositories/wide policy` must have at most 10,240 characters, got ' +
      '16,173. Grant access to an organization instead of its accounts, or to accounts instead of their roles.',
    'repositories[3].retention: must hold at most one rule for untagged images, got 2. Keep one of them.',
    "repositories[4].retention: must not contain a rule that never takes an image, got 'Expire images tagged v1* after 3 " +
      "days'. 'Protect images tagged v*' comes first and selects all of these images. Remove one of the two.",
  ]);
});

test('fails with what IAM would refuse in each publisher', () => {
  expect(
    problems({
      publishers: [
        publisher('service', { name: 'many', github: trusts(60) }),
        publisher('service', {
          name: 'spelled',
          github: [
            { repository: 'acme/service', branches: ['main'] },
            { repository: 'Acme/service', branches: ['main'] },
          ],
        }),
      ],
    }),
  ).toEqual([
    'publishers[0]: `subjects` must fit a trust policy of 2,048 characters, got 3,149. Split them over several ' +
      'roles: the first 36 fit one.',
    "publishers[1]: `subjects[1]` must spell the repository as before, got 'Acme/service' and 'acme/service'. IAM " +
      'is case-sensitive, so write it as GitHub shows it.',
  ]);
});

test('fails with what CodeBuild would refuse in each build', () => {
  const connectionArn =
    'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
  const source = { github: 'acme/service', connectionArn, branches: ['main', 'main'] };
  expect(problems({ builds: [{ name: 'build', repository: 'service', source }] })).toEqual([
    "builds[0].source.branches[1]: must be listed once, got 'main' again. Remove it.",
  ]);
});

test.each<[object, string]>([
  [
    { commit: true, branch: true },
    "tags.branch: must be tags that the repository lets move, got '*'. Give a prefix like 'branch-', and add " +
      "'branch-*'",
  ],
  [
    { semanticVersion: true, channels: ['latest'] },
    "tags.channels: must have channels whose tags the repository lets move, got 'latest', such as the tag 'latest'. Add " +
      "'latest'",
  ],
  [{ branchPrefix: 'b-' }, "tags.branchPrefix: must be tags that the repository lets move, got 'b-*'. Add 'b-*'"],
  [
    { fixed: ['dev', 'latest'], semanticVersion: true },
    "tags.fixed[1]: must be a tag that the repository lets move, got 'latest'. Add it",
  ],
])('fails by the key of the file when the repository lets a tag not move: %j', (tags, problem) => {
  const build = { name: 'build', repository: 'service', source: { codeCommit: 'service' }, tags };
  const made = { name: 'service', mutableTags: ['dev'] };
  expect(problems({ repositories: [made], builds: [build] })).toEqual([
    `builds[0].${problem} to the repository's mutableTags`,
  ]);
});

test.each<[object, string]>([
  [
    { commit: true, semanticVersion: true },
    "tags.semanticVersion: must be a tag that a run can give, got 'semantic-version', which needs a Git tag with a version, " +
      "such as 'v*', but the source builds only the branch 'main'. Add one to the source, or leave the tag out",
  ],
  [{ channels: ['latest'] }, 'tags.channels: requires semanticVersion: true'],
])('fails by the key of a tag that no build can have: %j', (tags, problem) => {
  const source = { codeCommit: 'service', branches: ['main'] };
  const [found = ''] = problems({ builds: [{ name: 'build', repository: 'service', source, tags }] });
  expect(found).toContain(problem);
});

test('fails once with what is wrong in several environments', () => {
  const environments = ['us-east-1', 'eu-west-1'].map((region) => ({ name: region, account: '123456789012', region }));
  expect(
    problems({ environments, repositories: [{ name: 'service', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }] }),
  ).toEqual([
    "repositories[0].mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.",
  ]);
});

test('a setting that ECR would refuse is reported once, at the part of the file that it comes from', () => {
  const tags = (prefix: string) => ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => `${prefix}${tag}`);
  const message = "must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.";
  expect(
    problems({
      defaults: { retention: { expireUntaggedAfterDays: 3, rules: [{ untagged: true, keepNewest: 3 }] } },
      groups: [
        { prefix: 'team/', mutableTags: tags('y') },
        { prefix: 'fine/', mutableTags: ['latest'] },
      ],
      repositories: [
        ...['one', 'two', 'team/a', 'team/b', 'fine/a'].map((name) => ({ name })),
        { name: 'own', mutableTags: ['latest'] },
        { name: 'there', mutableTags: ['latest'], perEnvironment: { prod: { mutableTags: tags('z') } } },
      ],
    }),
  ).toEqual([
    'defaults.retention: must hold at most one rule for untagged images, got 2. Keep one of them.',
    `groups[0].mutableTags: ${message}`,
    `repositories[6].perEnvironment.prod.mutableTags: ${message}`,
  ]);
});

const usEast1 = { name: 'prod', account: '123456789012', region: 'us-east-1' };
const euWest1 = { name: 'spare', account: '123456789012', region: 'eu-west-1' };

test.each([{}, { home: true }])('fails when nothing is deployed to an environment %j', (keys) => {
  const config = {
    environments: [usEast1, { ...euWest1, ...keys }],
    repositories: [{ name: 'service', environments: ['prod'] }],
  };
  expect(problems(config)).toEqual([
    "environments[1]: must have a repository, publisher, build or contributor, got none in 'spare'. Add 'spare' to the " +
      'environments of one of them, or remove the environment.',
  ]);
});

test('an environment may hold only the roles of its account, or only the repositories of a contributor', () => {
  const environments = [usEast1, { ...euWest1, home: true }];
  const repositories = [{ name: 'service', environments: ['prod'] }];
  const contributor = {
    name: 'alice',
    environments: ['spare'],
    repository: 'incoming/alice',
    assumedBy: 'arn:aws:iam::123456789012:role/user-services',
    expiresAt: '2026-12-01T00:00:00Z',
  };
  expect(problems({ environments, repositories, publishers: [publisher('service')] })).toEqual([]);
  expect(problems({ environments, repositories, contributors: [contributor] })).toEqual([]);
});

test('what depends on a refused repository is not blamed for it', () => {
  const service = { name: 'service', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] };
  const builds = [{ name: 'build', repository: 'service', source: { codeCommit: 'service' } }];
  expect(problems({ repositories: [service], publishers: [publisher('service')], builds })).toHaveLength(1);
});

test('a stack may hold as many resources as CloudFormation takes, with the one that the CDK CLI has it add', () => {
  const template = templateOf({ repositories: repositories(499) }, { analyticsReporting: true });
  expect(Object.keys(template.Resources)).toHaveLength(500);
});

test('fails when a stack would hold more, and is valid with the shards that the message names', () => {
  expect(problems({ repositories: repositories(500) })).toEqual([
    'environments[0]: must have at most 499 resources in stack ecr-publishing-prod, got 500. CloudFormation accepts 500, ' +
      'and the CDK adds one. Set `shards: 2`. It divides repositories, builds and contributors by their names.',
  ]);
  expect(problems({ repositories: repositories(500), shards: 2 })).toEqual([]);
});

test('one role takes hundreds of repositories', () => {
  const names = repositories(450).map(({ name }) => name);
  const config = { repositories: repositories(450), publishers: [publisher('', { repositories: names })] };
  expect(problems(config)).toEqual([]);
});

test('a bug is not taken for a problem of the user', () => {
  const spy = jest.spyOn(ImageRepository.prototype, 'allowPull').mockImplementation(() => {
    throw new TypeError('a bug');
  });
  expect(() => stacksOf({ repositories: [{ name: 'service', pullers: roles(1) }] })).toThrow(new TypeError('a bug'));
  spy.mockRestore();
});

describe('fails when two parts create resources of one name', () => {
  const contributor = (name: string, environment: string) => ({
    name,
    environments: [environment],
    repository: `incoming/${name}`,
    assumedBy: 'arn:aws:iam::123456789012:role/user-services',
    expiresAt: '2027-01-01T00:00:00Z',
  });
  const environments = [
    { name: 'a-b', account: '123456789012', region: 'us-east-1' },
    { name: 'a', account: '123456789012', region: 'eu-west-2' },
    { name: 'other', account: '210987654321', region: 'eu-west-2' },
  ];

  test('such as roles of contributors in two environments of an account', () => {
    const contributors = [contributor('carol', 'a-b'), contributor('b-carol', 'a'), contributor('dave', 'other')];
    expect(problems({ environments, repositories: undefined, contributors })).toEqual([
      "contributors[1].name: must create no role 'contributor-a-b-carol', because contributors[0] creates it too. Choose another name.",
    ]);
  });

  test('such as a publisher and a contributor, in any case', () => {
    const publishers = [publisher('service', { name: 'Contributor-prod-alice' })];
    expect(problems({ publishers, contributors: [contributor('alice', 'prod')] })).toEqual([
      "contributors[0].name: must create no role 'contributor-prod-alice', because publishers[0] creates it too. Choose another name.",
    ]);
  });

  test('such as a build and the pull requests of another one', () => {
    const connectionArn =
      'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
    const source = { github: 'acme/service', branches: ['main'], connectionArn };
    const builds = [
      build('service', { name: 'service', source, pullRequests: { commands: ['make'] } }),
      build('service', { name: 'service-pull-requests' }),
    ];
    expect(problems({ builds })).toEqual([
      "builds[0].name: must create no project 'service-pull-requests', because builds[1] creates it too. Choose another name.",
    ]);
  });
});
