import { App } from 'aws-cdk-lib';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
import { validateConfig } from '../../../../lib/app/config';
import { addRegistryStacks } from '../../../../lib/app/registry-stacks';
import { ConfigError } from '../../../../lib/app/config/problem';
import { minimal, problemsIn } from '../../config-cases';

const account = '123456789012';
const environments = [
  { name: 'prod', account, region: 'us-east-1' },
  { name: 'copy', account, region: 'eu-west-1' },
];
const credentialArn = `arn:aws:secretsmanager:us-east-1:${account}:secret:ecr-pullthroughcache/hub-AbCdEf`;
const file = (registry: object) => ({
  version: 1,
  environments,
  repositories: [{ name: 'prod/app', imageScanOnPush: true }],
  registry,
});

const whole = {
  scanning: { type: 'ENHANCED', continuous: ['prod/*'] },
  replication: [{ region: 'eu-west-1', prefixes: ['prod/'], environments: ['prod'] }],
  acceptReplicationFrom: [{ account: '222222222222', prefixes: ['shared/'], environments: ['copy'] }],
  pullThroughCache: [
    { prefix: 'docker-hub', upstream: 'docker-hub', credentialArn, environments: ['prod'] },
    { prefix: 'quay', upstream: 'quay', accounts: ['222222222222'] },
  ],
  creationTemplates: [
    { prefix: 'ROOT', appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'], retention: { keepNewest: 20 } },
    {
      prefix: 'team-a',
      appliedFor: ['CREATE_ON_PUSH'],
      mutableTags: ['latest'],
      pullers: [{ account: '222222222222' }],
      tags: { team: 'a' },
    },
  ],
  pullTimeExclusions: [`arn:aws:iam::${account}:role/scanner`],
};

function synthesized(registry: object): CloudAssembly {
  const app = new App();
  addRegistryStacks(app, validateConfig(file(registry)));
  return app.synth();
}

function typesIn(assembly: CloudAssembly, stack: string): string[] {
  const { Resources } = assembly.getStackByName(stack).template as { Resources: Record<string, { Type: string }> };
  return Object.values(Resources)
    .map(({ Type }) => Type.replace('AWS::ECR::', ''))
    .filter((type) => !type.includes('::'))
    .sort();
}

/** The problems that only the constructs find. */
function problemsOfStacks(registry: object): string[] {
  try {
    addRegistryStacks(new App(), validateConfig(file(registry)));
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test('each environment has one stack for the settings of its registry, with the entries that are for it', () => {
  const assembly = synthesized(whole);
  expect(typesIn(assembly, 'ecr-publishing-prod-registry')).toEqual([
    'PullThroughCacheRule',
    'PullThroughCacheRule',
    'PullTimeUpdateExclusion',
    'RegistryPolicy',
    'RegistryScanningConfiguration',
    'ReplicationConfiguration',
    'RepositoryCreationTemplate',
    'RepositoryCreationTemplate',
  ]);
  expect(typesIn(assembly, 'ecr-publishing-copy-registry')).toEqual([
    'PullThroughCacheRule',
    'PullTimeUpdateExclusion',
    'RegistryPolicy',
    'RegistryScanningConfiguration',
    'RepositoryCreationTemplate',
    'RepositoryCreationTemplate',
  ]);
});

test('settings for some environments leave the registries of the others alone', () => {
  const assembly = synthesized({ environments: ['prod'], scanning: { type: 'BASIC' } });
  expect(assembly.stacks.map(({ stackName }) => stackName).sort()).toEqual([
    'ecr-publishing-copy',
    'ecr-publishing-prod',
    'ecr-publishing-prod-registry',
  ]);
});

test('an environment for which no entry is has no stack for its registry', () => {
  const assembly = synthesized({ pullThroughCache: [{ prefix: 'quay', upstream: 'quay', environments: ['prod'] }] });
  expect(assembly.stacks.map(({ stackName }) => stackName).sort()).toEqual([
    'ecr-publishing-copy',
    'ecr-publishing-prod',
    'ecr-publishing-prod-registry',
  ]);
});

test.each<[string, object, string[]]>([
  [
    'no setting',
    {},
    [
      'registry: must have at least one of scanning, replication, acceptReplicationFrom, pullThroughCache, creationTemplates, signing, archiveUnpulled, pullTimeExclusions, got none',
    ],
  ],
  [
    'an unknown key',
    { scan: {}, scanning: { type: 'BASIC' } },
    [
      "registry: must not have 'scan'. The known keys are environments, scanning, replication, acceptReplicationFrom, pullThroughCache, creationTemplates, signing, archiveUnpulled, pullTimeExclusions.",
    ],
  ],
  [
    'a type of scanning',
    { scanning: { type: 'enhanced' } },
    ["registry.scanning.type: must be one of BASIC, ENHANCED, got 'enhanced'. Did you mean 'ENHANCED'?"],
  ],
  [
    'a frequency of another type',
    { scanning: { type: 'BASIC', continuous: ['*'] } },
    ['registry.scanning.continuous: requires type: ENHANCED'],
  ],
  [
    'copies that two entries accept',
    {
      acceptReplicationFrom: [
        { account: '222222222222', prefixes: ['prod/'], environments: ['prod'] },
        { account: '222222222222', prefixes: ['prod/'], environments: ['copy'] },
        { account: '222222222222', prefixes: ['dev/'] },
        { account: '333333333333', prefixes: ['prod/'] },
        { account: '222222222222', prefixes: ['prod/app'] },
        { account: '333333333333' },
      ],
    },
    [
      'registry.acceptReplicationFrom[4]: must not accept the copies of `acceptReplicationFrom[0]` from account ' +
        "'222222222222' again. Join the two entries, or separate their prefixes.",
      'registry.acceptReplicationFrom[5]: must not accept the copies of `acceptReplicationFrom[3]` from account ' +
        "'333333333333' again. Join the two entries, or separate their prefixes.",
    ],
  ],
  [
    'a Region that does not exist',
    { replication: [{ region: 'eu-west-9', environments: ['prod'] }] },
    [
      "registry.replication[0].region: must be an AWS Region, got 'eu-west-9'. Did you mean 'eu-west-1'? This version of aws-cdk-lib does not know it. Correct it, or update aws-cdk-lib.",
    ],
  ],
  [
    'a copy to the registry itself',
    { replication: [{ region: 'eu-west-1' }] },
    [
      "registry.replication[0].region: must be another registry, got the one of environment 'copy'. List the other environments of this entry.",
    ],
  ],
  [
    'an unknown upstream',
    { pullThroughCache: [{ prefix: 'hub', upstream: 'dockerhub' }] },
    [
      "registry.pullThroughCache[0].upstream: must be one of ecr, ecr-public, docker-hub, github-container-registry, gitlab-container-registry, azure-container-registry, chainguard, k8s, quay, got 'dockerhub'. Did you mean 'docker-hub'?",
    ],
  ],
  [
    'no secret',
    { pullThroughCache: [{ prefix: 'hub', upstream: 'docker-hub' }] },
    ['registry.pullThroughCache[0].credentialArn: is required with upstream docker-hub'],
  ],
  [
    'a secret that none needs',
    { pullThroughCache: [{ prefix: 'quay', upstream: 'quay', credentialArn }] },
    ['registry.pullThroughCache[0].credentialArn: must not be set with upstream quay'],
  ],
  [
    'a secret without the needed name',
    {
      pullThroughCache: [
        { prefix: 'hub', upstream: 'docker-hub', credentialArn: credentialArn.replace('ecr-pullthroughcache/', '') },
      ],
    },
    [
      `registry.pullThroughCache[0].credentialArn: must be the ARN of a secret whose name begins with 'ecr-pullthroughcache/', got '${credentialArn.replace('ecr-pullthroughcache/', '')}'. Copy it from Secrets Manager, in the account and the Region of the environment.`,
    ],
  ],
  [
    'an environment of another part',
    { environments: ['prod'], pullThroughCache: [{ prefix: 'quay', upstream: 'quay', environments: ['copy'] }] },
    [
      "registry.pullThroughCache[0].environments[0]: must be an environment of `registry`, got 'copy'. Add it to `registry.environments`, or remove it here.",
    ],
  ],
  [
    'an unknown environment',
    { pullThroughCache: [{ prefix: 'quay', upstream: 'quay', environments: ['prd'] }] },
    [
      "registry.pullThroughCache[0].environments[0]: must be the name of an environment of this file, got 'prd'. Did you mean 'prod'?",
    ],
  ],
  [
    'a host that is an address, and a secret without its last characters',
    {
      pullThroughCache: [
        {
          prefix: 'az',
          upstream: 'azure-container-registry',
          host: 'https://acme.azurecr.io',
          credentialArn: credentialArn.replace(/-AbCdEf$/, ''),
        },
      ],
    },
    [
      `registry.pullThroughCache[0].credentialArn: must be the whole ARN of a secret, got '${credentialArn.replace(/-AbCdEf$/, '')}'. Copy ` +
        'it with the 6 characters that Secrets Manager adds to the name.',
      "registry.pullThroughCache[0].host: must be the host of a registry of Azure, like 'acme.azurecr.io', got 'https://acme.azurecr.io'. " +
        'Write it without https:// and without a path.',
    ],
  ],
  [
    'permissions for its own account',
    {
      acceptReplicationFrom: [{ account: '222222222222' }, { account, environments: ['copy'] }],
      pullThroughCache: [{ prefix: 'quay', upstream: 'quay', accounts: ['222222222222', account] }],
    },
    [
      ['acceptReplicationFrom[1].account', 'copy'],
      ['pullThroughCache[0].accounts[1]', 'prod'],
    ].map(
      ([path, name]) =>
        `registry.${path}: must be another account, got that of environment '${name}', which needs no permission of the registry policy. ` +
        'List the other environments of this entry, or remove it.',
    ),
  ],
])('fails with %s', (_, registry, problems) => {
  expect(problemsIn({ ...minimal, ...file(registry) })).toEqual(problems);
});

test.each<[string, object, string[]]>([
  [
    'a secret of another Region',
    {
      pullThroughCache: [
        { prefix: 'quay', upstream: 'quay', environments: ['prod'] },
        { prefix: 'hub', upstream: 'docker-hub', credentialArn, environments: ['copy'] },
      ],
    },
    [
      "registry.pullThroughCache[1].credentialArn: must be in the Region of the settings, 'eu-west-1', got one in 'us-east-1'. Create a secret there.",
    ],
  ],
  [
    'prefixes that overlap',
    {
      pullThroughCache: [
        { prefix: 'base', upstream: 'quay' },
        { prefix: 'base/k8s', upstream: 'k8s' },
      ],
    },
    [
      "registry.pullThroughCache[1].prefix: must not overlap with another rule, got 'base/k8s' and 'base'. Choose separate prefixes.",
    ],
  ],
  [
    'a scan that leaves a repository out',
    { environments: ['prod'], scanning: { type: 'BASIC', scanOnPush: ['test/*'] } },
    [
      "registry: `scanning` of the registry must match each repository with `imageScanOnPush`, got no filter for 'ecr-publishing-prod/Repositories/prod:app'. The registry's setting overrides theirs, so ECR scans them only if a user starts the scan. Add a filter, or set `imageScanOnPush: false` there.",
    ],
  ],
  [
    'more caches than ECR accepts',
    {
      pullThroughCache: Array.from({ length: 51 }, (_, index) => ({ prefix: `quay-${index}`, upstream: 'quay' })),
    },
    ['registry.pullThroughCache: must have at most 50 rules, got 51. ECR accepts no more in one registry.'],
  ],
  [
    'more filters of scanning than ECR accepts',
    { scanning: { type: 'BASIC', scanOnPush: Array.from({ length: 101 }, (_, index) => `a${index}`) } },
    ['registry.scanning.scanOnPush: must list at most 100 filters, got 101. Join some of them with *.'],
  ],
  [
    'a filter of scanning for both frequencies',
    { scanning: { type: 'ENHANCED', continuous: ['*'], scanOnPush: ['*'] } },
    [
      "registry.scanning.scanOnPush: must not have a filter of `continuous`, got '*' in both. ECR scans such repositories continuously. " +
        'Remove it from one.',
    ],
  ],
  [
    'more rules of signing than ECR accepts',
    { signing: Array.from({ length: 11 }, (_, index) => ({ profile: `profile_${index}` })) },
    ['registry.signing: must have at most 10 rules, got 11. Join some of them.'],
  ],
  [
    'more exclusions than ECR accepts',
    { pullTimeExclusions: Array.from({ length: 101 }, (_, index) => `arn:aws:iam::${account}:role/r${index}`) },
    [
      'registry.pullTimeExclusions: must exclude at most 100 principals in one registry, got 101. ECR accepts no more. Let some of them ' +
        'share a role.',
    ],
  ],
])('the stacks refuse %s, at its place of the file', (_, registry, problems) => {
  expect(problemsOfStacks(registry)).toEqual(problems);
});

test('images are signed with the profile of the environment', () => {
  const { Resources } = synthesized({
    signing: [{ profile: 'release', repositories: ['prod/*'], environments: ['prod'] }],
  }).getStackByName('ecr-publishing-prod-registry').template as { Resources: Record<string, { Properties: unknown }> };
  expect(Object.values(Resources).map(({ Properties }) => Properties)).toContainEqual({
    Rules: [
      {
        SigningProfileArn: {
          'Fn::Join': [
            '',
            ['arn:', { Ref: 'AWS::Partition' }, `:signer:us-east-1:${account}:/signing-profiles/release`],
          ],
        },
        RepositoryFilters: [{ Filter: 'prod/*', FilterType: 'WILDCARD_MATCH' }],
      },
    ],
  });
});

test('a profile is listed once, and it is a name', () => {
  expect(problemsOfStacks({ signing: [{ profile: 'release' }, { profile: 'release', repositories: ['a'] }] })).toEqual([
    'registry.signing[1].profile: must be listed once, got it again. Join the filters of both rules.',
  ]);
  expect(problemsIn({ ...minimal, ...file({ signing: [{ profile: 'my-profile' }] }) })).toEqual([
    "registry.signing[0].profile: must be the name of a profile of AWS Signer, got 'my-profile'. Use 2 to 64 letters, digits and '_'.",
  ]);
});

describe('publishers that create repositories', () => {
  const publisher = {
    name: 'ci',
    environments: ['prod'],
    github: [{ repository: 'acme/app', branches: ['main'], ownerId: '1', repositoryId: '2' }],
    repositories: ['prod/app'],
    repositoryPrefixes: ['team-a/'],
    createRepositories: true,
  };
  const withPublisher = (registry: object | undefined, further: object = {}) => ({
    ...file(registry ?? {}),
    ...(registry === undefined && { registry: undefined }),
    publishers: [{ ...publisher, ...further }],
  });
  const template = (properties: object = {}) => ({
    creationTemplates: [{ prefix: 'team-a', appliedFor: ['CREATE_ON_PUSH'], ...properties }],
  });
  const missing =
    "publishers[0].repositoryPrefixes[0]: needs a creation template for CREATE_ON_PUSH in 'prod', got none for 'team-a/'. " +
    'Add one, or leave createRepositories out.';

  test.each<[string, object | undefined]>([
    ['no registry', undefined],
    ['a template beside the prefix', template({ prefix: 'team' })],
    ['a template below the prefix', template({ prefix: 'team-a/x' })],
    ['a template for another reason', template({ appliedFor: ['REPLICATION'] })],
    ['a template of another environment', template({ environments: ['copy'] })],
  ])('are refused with %s', (_, registry) => {
    expect(problemsIn(withPublisher(registry))).toEqual([missing]);
  });

  test('need prefixes', () => {
    expect(problemsIn(withPublisher(template(), { repositoryPrefixes: undefined }))).toEqual([
      'publishers[0].createRepositories: requires repositoryPrefixes',
    ]);
  });

  test.each([
    ['the same prefix', template()],
    ['a shorter prefix', template({ prefix: 'ROOT' })],
  ])('are accepted with a template of %s', (_, registry) => {
    expect(problemsIn(withPublisher(registry))).toEqual([]);
  });

  test('may create below the prefix only', () => {
    const app = new App();
    addRegistryStacks(app, validateConfig(withPublisher(template())));
    const templates = app
      .synth()
      .stacks.map(
        ({ template: one }) =>
          one as { Resources: Record<string, { Properties: { PolicyDocument?: { Statement: object[] } } }> },
      );
    const statements = templates.flatMap(({ Resources }) =>
      Object.values(Resources).flatMap((one) => one.Properties.PolicyDocument?.Statement ?? []),
    );
    const creating = statements.filter((one) => JSON.stringify(one).includes('ecr:CreateRepository'));
    expect(creating).toHaveLength(1);
    expect(creating[0]).toMatchObject({ Sid: 'PushImagesByPrefix' });
    expect(JSON.stringify(creating)).toContain(`:ecr:us-east-1:${account}:repository/team-a/*`);
  });
});

describe('mirrors of a build', () => {
  const build = (mirror: object) => ({
    ...file({
      pullThroughCache: [
        { prefix: 'docker-hub', upstream: 'docker-hub', credentialArn, environments: ['prod'] },
        { prefix: 'quay', upstream: 'quay' },
      ],
    }),
    repositories: [{ name: 'prod/app', environments: ['prod'] }],
    builds: [
      {
        name: 'app',
        repository: 'prod/app',
        source: {
          github: 'acme/app',
          connectionArn: `arn:aws:codeconnections:us-east-1:${account}:connection/11111111-2222-3333-4444-555555555555`,
          branches: ['main'],
        },
        mirrors: [mirror],
      },
    ],
  });

  test.each<[object, string[]]>([
    [{ host: 'docker.io', pullThroughCache: 'docker-hub' }, []],
    [{ host: 'quay.io', pullThroughCache: 'quay' }, []],
    [{ host: 'docker.io', pullThroughCache: 'other', account: '222222222222' }, []],
    [
      { host: 'docker.io', pullThroughCache: 'hub' },
      [
        "builds[0].mirrors[0].pullThroughCache: must be the prefix of a rule of registry.pullThroughCache in environment 'prod', got 'hub'. The rules have 'docker-hub', 'quay'.",
      ],
    ],
    [
      { host: 'docker.io', pullThroughCache: 'quay' },
      [
        "builds[0].mirrors[0].pullThroughCache: must be a cache of docker.io, got 'quay', which is a cache of quay.io. Name the cache of docker.io, or correct `host`.",
      ],
    ],
  ])('%j', (mirror, problems) => {
    expect(problemsIn(build(mirror))).toEqual(problems);
  });
});
