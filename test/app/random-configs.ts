import fc from 'fast-check';
import { minimal } from './config-cases';
import { build, publisher } from './config-stacks';

/** Random configs, of which about a half is valid: few names and few kinds of repositories, so that many are equal. */

const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1' },
  { name: 'london', account: '123456789012', region: 'eu-west-2' },
  { name: 'test', account: '210987654321', region: 'us-east-1' },
];

const names = [
  'one',
  'two',
  'three',
  'team/four',
  'team/five',
  'team/six/seven',
  'team/six/eight',
  'team-four',
  'latest',
  'prod',
  'x'.repeat(200),
];
const wrongNames = ['A', '', 'a//b'];

/** Rarely one of the wrong values. */
function mostly(right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...right), weight: 40 },
    { arbitrary: fc.constantFrom(...wrong), weight: 1 },
  );
}

/** Mostly nothing: a part takes long to create. */
function seldom(right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 5 }, { arbitrary: mostly(right, wrong), weight: 1 });
}

const roles = (count: number, name = 'puller') =>
  Array.from({ length: count }, (_, index) => ({ role: `arn:aws:iam::${100000000000 + index}:role/${name}` }));

/** The first rule takes all images of the second one. */
const onlyConstructsRefuse = {
  rules: [
    { tagPatterns: ['v*'], keepNewest: 5 },
    { tagPatterns: ['v1*'], keepNewest: 3 },
  ],
};

const repository = fc.record(
  {
    name: mostly(names, wrongNames),
    environments: mostly(
      [['prod'], ['london', 'test'], ['prod', 'london', 'test']],
      [['nowhere'], [], ['test', 'prod']],
    ),
    mutableTags: mostly([['latest'], ['dev-*', 'latest']], [['a', 'b', 'c', 'd', 'e', 'f'], ['*'], []]),
    imageScanOnPush: mostly([true, false], ['yes', null]),
    retention: mostly(
      [{ keepNewest: 3 }, { expireUntaggedAfterDays: 1, keepNewest: 100 }, { protect: ['v*'], keepNewest: 3 }],
      [onlyConstructsRefuse, onlyConstructsRefuse, { keepNewest: 3, expireOlderThanDays: 30 }, { keepNewest: 0 }, {}],
    ),
    pullers: mostly(
      [[{ account: '111111111111' }], [{ lambda: { account: '333333333333' } }], roles(2)],
      [roles(400), [{ account: '111111111111' }, { account: '111111111111' }], [{ account: '123456789012' }]],
    ),
    onlyPushers: mostly([[{ role: 'arn:aws:iam::123456789012:role/github-ci' }]], [[{ account: '1' }]]),
    tags: seldom([{ team: 'a' }, { Team: 'b', 'cost:center': '' }], [{ 'aws:team': 'a' }, null]),
    removalPolicy: seldom(['retain', 'destroy'], ['keep']),
    perEnvironment: seldom(
      [
        { prod: { retention: { keepNewest: 7 } } },
        { prod: { pullers: roles(200, 'of-prod') }, test: { removalPolicy: 'destroy', emptyOnDelete: true } },
      ],
      [{ nowhere: {} }, { prod: { name: 'x' } }],
    ),
  },
  { requiredKeys: ['name'] },
);

const settings = {
  pullers: mostly([[{ account: '111111111111' }], roles(60, 'of-group'), roles(400, 'of-group')], [[]]),
  retention: mostly([{ keepNewest: 5 }], [{}]),
  tags: mostly([{ team: 'group', group: 'one' }], [{ '': 'a' }]),
};
const group = (prefixes: readonly string[]) =>
  fc.record({ prefix: mostly(prefixes, ['team', 'nobody/']), ...settings }, { requiredKeys: ['prefix'] });

const arn = (name: string, owner = '123456789012') => `arn:aws:iam::${owner}:role/${name}`;
const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`;
const inProd = { environments: ['prod'] };

/** The settings of the registries. Each is drawn seldom, since an environment gets one more stack. */
const registry = fc
  .record(
    {
      environments: seldom([['prod'], ['prod', 'london'], ['prod', 'london', 'test']], [['nowhere'], []]),
      scanning: seldom(
        [
          { type: 'ENHANCED', continuous: ['team/*'], scanOnPush: ['*'] },
          { type: 'BASIC', manual: true },
          { type: 'BASIC', scanOnPush: ['one'], ...inProd },
        ],
        [{ type: 'BASIC', continuous: ['*'] }, { type: 'ENHANCED', scanOnPush: ['A'] }, { type: 'NONE' }],
      ),
      replication: seldom(
        [
          [{ region: 'eu-west-1' }],
          [{ region: 'eu-west-1', account: '222222222222', prefixes: ['team/', 'one'] }],
          [{ environment: 'test', prefixes: ['team/'], environments: ['prod'] }],
          [{ environment: 'london', copies: { mutableTags: ['latest'], tags: { copy: 'yes' } }, ...inProd }],
        ],
        [
          [{ region: 'us-east-1' }],
          [{ region: 'eu-west-1' }, { region: 'eu-west-1', prefixes: ['team/'] }],
          [{ region: 'eu-west-1', prefixes: ['team/', 'team/four'] }],
          [{ environment: 'nowhere', ...inProd }],
          [{ environment: 'test', region: 'us-east-1', ...inProd }],
          [
            { environment: 'test', ...inProd },
            { environment: 'prod', environments: ['test'] },
          ],
        ],
      ),
      acceptReplicationFrom: seldom(
        [[{ account: '222222222222', prefixes: ['shared/'] }], [{ account: '333333333333', ...inProd }]],
        [[{ account: '123456789012' }], [{ account: '222222222222', prefixes: ['Shared/'] }]],
      ),
      pullThroughCache: seldom(
        [
          [{ prefix: 'k8s', upstream: 'k8s' }],
          [{ prefix: 'hub', upstream: 'docker-hub', credentialArn: secret('ecr-pullthroughcache/hub'), ...inProd }],
          [
            { prefix: 'ROOT', upstream: 'ecr-public' },
            { prefix: 'quay', upstream: 'quay', accounts: ['222222222222'] },
          ],
        ],
        [
          [{ prefix: 'hub', upstream: 'docker-hub', credentialArn: secret('ecr-pullthroughcache/hub') }],
          [{ prefix: 'hub', upstream: 'docker-hub', credentialArn: secret('hub') }],
          [
            { prefix: 'quay', upstream: 'quay' },
            { prefix: 'quay/io', upstream: 'quay' },
          ],
          [{ prefix: 'hub', upstream: 'hub' }],
        ],
      ),
      creationTemplates: seldom(
        [
          [{ prefix: 'ROOT', appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'], retention: { keepNewest: 5 } }],
          [{ prefix: 'team/new', appliedFor: ['CREATE_ON_PUSH'], mutableTags: ['latest'], tags: { team: 'a' } }],
        ],
        [
          [
            { prefix: 'team', appliedFor: ['REPLICATION'] },
            { prefix: 'team', appliedFor: ['CREATE_ON_PUSH'] },
          ],
          [{ prefix: 'team/', appliedFor: ['CREATE_ON_PUSH'] }],
          [{ prefix: 'team', appliedFor: ['CREATE_ON_PUSH'], retention: onlyConstructsRefuse }],
        ],
      ),
      signing: seldom(
        [
          [{ profile: 'release', repositories: ['team/*'] }],
          [
            { profile: 'release', ...inProd },
            { profile: 'other', environments: ['test'] },
          ],
        ],
        [[{ profile: 'release' }, { profile: 'release', repositories: ['one'] }], [{ profile: 'a-b' }]],
      ),
      archiveUnpulled: seldom(
        [{ deployedTags: ['prod', 'v*'] }, { deployedTags: ['prod'], archiveUnpulledAfterDays: 30, ...inProd }],
        [{ deployedTags: ['*'] }, { deployedTags: ['a'], expireArchivedAfterDays: 3 }, {}],
      ),
      pullTimeExclusions: seldom(
        [[arn('scanner')], [arn('a'), arn('b', '222222222222')]],
        [[arn('*')], [arn('a'), arn('a')]],
      ),
    },
    { requiredKeys: [] },
  )
  .map((settings) => (Object.values(settings).some((one) => one !== undefined) ? settings : undefined));

const part = fc.record({
  publishers: seldom(
    [[publisher('published')], [publisher('published', { environments: ['prod'] })]],
    [[publisher('nothing')]],
  ),
  identities: seldom(
    [[{ name: 'developers', groups: ['developers'], pushRepositories: ['published'] }]],
    [
      [{ name: 'nobody', pushRepositories: ['published'] }],
      [{ name: 'a b', users: ['bob'], pullRepositories: ['nope'] }],
    ],
  ),
  builds: seldom([[build('built', { environments: ['test'] })]], [[build('built', { tags: { branch: true } })]]),
  registry: fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: registry, weight: 1 }),
  contributors: seldom(
    [
      [
        {
          name: 'alice',
          environments: ['test'],
          repository: 'incoming/alice',
          assumedBy: 'arn:aws:iam::123456789012:role/user-services',
          expiresAt: '2026-12-01T00:00:00Z',
          promoteTo: 'approved',
          gate: { maxSeverity: 'MEDIUM' },
        },
      ],
    ],
    [[{ name: 'alice', repository: 'published' }]],
  ),
  defaults: seldom([{ retention: { keepNewest: 10 } }], [{ retention: { keepNewest: 1, expireOlderThanDays: 1 } }]),
  acknowledgements: seldom(
    [
      [
        {
          id: 'CKV_AWS_136',
          reason: 'The images hold no secrets: ECR may hold the key.',
          repositories: ['published', 'built'],
        },
      ],
    ],
    [[{ id: 'CKV_AWS_136', reason: 'short' }]],
  ),
});

/** Repositories of a name each, in most cases. */
const repositories = fc.oneof(
  { arbitrary: fc.uniqueArray(repository, { minLength: 1, maxLength: 8, selector: ({ name }) => name }), weight: 9 },
  { arbitrary: fc.array(repository, { minLength: 1, maxLength: 4 }), weight: 1 },
);

/** The repositories that other parts name. */
const named = [{ name: 'published' }, { name: 'built' }, { name: 'approved' }];

/** Groups of the names above, one in the other. */
const groups = fc.oneof(
  { arbitrary: fc.constant([]), weight: 2 },
  { arbitrary: fc.tuple(group(['team/'])), weight: 1 },
  { arbitrary: fc.tuple(group(['team/six/']), group(['team/'])), weight: 1 },
);

/** A group without a repository is a problem, so both groups have one. */
const grouped = [{ name: 'team/six/nine' }];

export const randomConfig: fc.Arbitrary<object> = fc.tuple(repositories, groups, part).map(([some, of, parts]) => ({
  ...minimal,
  environments,
  repositories: [...some, ...named, ...grouped],
  groups: of.length > 0 ? of : undefined,
  ...parts,
}));
