import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnRegistryScanningConfiguration, Repository } from 'aws-cdk-lib/aws-ecr';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ISigningProfile, SigningProfile } from 'aws-cdk-lib/aws-signer';
import {
  CreationReason,
  ImageConsumer,
  ImageRepository,
  ImageRetention,
  PullThroughCache,
  RegistryScanning,
  RegistrySettings,
  type RegistrySettingsProps,
} from '../../lib';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { docker, isAllowed } from '../simulation';
import { account, env, newApp, newStack, onlyProperties, region, templateOf, warningsOf } from '../synthesis';

const secretIn = (stack: Stack, name = 'ecr-pullthroughcache/hub') =>
  Secret.fromSecretCompleteArn(
    stack,
    `Secret-${name}`,
    `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`,
  );

function settingsIn(stack: Stack, props: RegistrySettingsProps): RegistrySettings {
  return new RegistrySettings(stack, 'Registry', props);
}

function rendered(props: RegistrySettingsProps, type: string) {
  const stack = newStack();
  settingsIn(stack, props);
  return onlyProperties(stack, type);
}

test('nothing is set without properties', () => {
  const stack = newStack();
  settingsIn(stack, {});
  expect(templateOf(stack).toJSON()).not.toHaveProperty('Resources');
});

test.each<[string, RegistryScanning, object]>([
  [
    'basic scanning scans all pushes',
    RegistryScanning.basic(),
    {
      ScanType: 'BASIC',
      Rules: [{ ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: '*', FilterType: 'WILDCARD' }] }],
    },
  ],
  ['manual scanning has no rule', RegistryScanning.manual(), { ScanType: 'BASIC', Rules: [] }],
  [
    'enhanced scanning is continuous',
    RegistryScanning.enhanced(),
    {
      ScanType: 'ENHANCED',
      Rules: [{ ScanFrequency: 'CONTINUOUS_SCAN', RepositoryFilters: [{ Filter: '*', FilterType: 'WILDCARD' }] }],
    },
  ],
  [
    'both frequencies have their filters',
    RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['dev/*'] }),
    {
      ScanType: 'ENHANCED',
      Rules: [
        { ScanFrequency: 'CONTINUOUS_SCAN', RepositoryFilters: [{ Filter: 'prod/*', FilterType: 'WILDCARD' }] },
        { ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: 'dev/*', FilterType: 'WILDCARD' }] },
      ],
    },
  ],
])('%s', (_, scanning, properties) => {
  expect(rendered({ scanning }, 'AWS::ECR::RegistryScanningConfiguration')).toEqual(properties);
});

test('replication copies within the account by default, and filters by prefix', () => {
  const replication = [
    { destinations: [{ region: 'eu-west-2' }], repositoryPrefixes: ['prod/'] },
    { destinations: [{ region: 'eu-west-2', account: '222222222222' }, { region: 'us-east-1' }] },
  ];
  const unlike = [replication[0], { destinations: [{ region, account: '222222222222' }] }] as typeof replication;
  expect(rendered({ replication: unlike }, 'AWS::ECR::ReplicationConfiguration')).toEqual({
    ReplicationConfiguration: {
      Rules: [
        {
          Destinations: [{ Region: 'eu-west-2', RegistryId: account }],
          RepositoryFilters: [{ Filter: 'prod/', FilterType: 'PREFIX_MATCH' }],
        },
        { Destinations: [{ Region: region, RegistryId: '222222222222' }] },
      ],
    },
  });
});

test.each<[string, (stack: Stack) => PullThroughCache, object]>([
  [
    'ECR Public',
    () => PullThroughCache.ecrPublic('ecr-public'),
    { UpstreamRegistry: 'ecr-public', UpstreamRegistryUrl: 'public.ecr.aws' },
  ],
  [
    'Kubernetes',
    () => PullThroughCache.kubernetes('k8s'),
    { UpstreamRegistry: 'k8s', UpstreamRegistryUrl: 'registry.k8s.io' },
  ],
  ['Quay', () => PullThroughCache.quay('quay'), { UpstreamRegistry: 'quay', UpstreamRegistryUrl: 'quay.io' }],
  [
    'Docker Hub',
    (stack) => PullThroughCache.dockerHub('docker-hub', secretIn(stack)),
    {
      UpstreamRegistry: 'docker-hub',
      UpstreamRegistryUrl: 'registry-1.docker.io',
      CredentialArn: `arn:aws:secretsmanager:${region}:${account}:secret:ecr-pullthroughcache/hub-AbCdEf`,
    },
  ],
  [
    'GitHub',
    (stack) => PullThroughCache.gitHub('gh', secretIn(stack)),
    { UpstreamRegistry: 'github-container-registry', UpstreamRegistryUrl: 'ghcr.io' },
  ],
  [
    'GitLab',
    (stack) => PullThroughCache.gitLab('gl', secretIn(stack)),
    { UpstreamRegistry: 'gitlab-container-registry', UpstreamRegistryUrl: 'registry.gitlab.com' },
  ],
  [
    'Azure',
    (stack) => PullThroughCache.azure('az', 'acme.azurecr.io', secretIn(stack)),
    { UpstreamRegistry: 'azure-container-registry', UpstreamRegistryUrl: 'acme.azurecr.io' },
  ],
  [
    'Chainguard',
    (stack) => PullThroughCache.chainguard('cg', secretIn(stack)),
    { UpstreamRegistry: 'chainguard', UpstreamRegistryUrl: 'cgr.dev' },
  ],
  [
    'another Region of ECR',
    () => PullThroughCache.ecr('base', account, 'us-west-2'),
    { UpstreamRegistry: 'ecr', UpstreamRegistryUrl: `${account}.dkr.ecr.us-west-2.amazonaws.com` },
  ],
  [
    'another account of ECR, with a role and other names upstream',
    (stack) =>
      PullThroughCache.ecr('base', '222222222222', 'us-west-2', {
        role: Role.fromRoleArn(stack, 'Pull', `arn:aws:iam::${account}:role/pull`),
        upstreamRepositoryPrefix: 'platform',
      }),
    { CustomRoleArn: `arn:aws:iam::${account}:role/pull`, UpstreamRepositoryPrefix: 'platform' },
  ],
])('%s is pulled through', (_, make, properties) => {
  const stack = newStack();
  settingsIn(stack, { pullThroughCache: [make(stack)] });
  expect(onlyProperties(stack, 'AWS::ECR::PullThroughCacheRule')).toMatchObject(properties);
});

test('a template has the safety of a repository, and a cache may move tags', () => {
  const props = (reason: CreationReason) => ({ creationTemplates: [{ prefix: 'team-a', appliedFor: [reason] }] });
  const type = 'AWS::ECR::RepositoryCreationTemplate';
  const repository = newStack();
  new ImageRepository(repository, 'Repository');
  const { LifecyclePolicy } = onlyProperties(repository, 'AWS::ECR::Repository') as {
    LifecyclePolicy: { LifecyclePolicyText: string };
  };
  expect(rendered(props(CreationReason.CREATE_ON_PUSH), type)).toEqual({
    Prefix: 'team-a',
    AppliedFor: ['CREATE_ON_PUSH'],
    Description: 'Settings of repositories that ECR creates below team-a',
    ImageTagMutability: 'IMMUTABLE',
    LifecyclePolicy: LifecyclePolicy.LifecyclePolicyText,
    EncryptionConfiguration: { EncryptionType: 'AES256' },
    ResourceTags: [],
  });
  expect(rendered(props(CreationReason.PULL_THROUGH_CACHE), type)).toMatchObject({ ImageTagMutability: 'MUTABLE' });
});

test('a template has the access, the tags and the key of its repositories, and a role that may use them below its prefix only', async () => {
  const stack = newStack();
  const keyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
  settingsIn(stack, {
    creationTemplates: [
      {
        prefix: 'team-a',
        appliedFor: [CreationReason.REPLICATION, CreationReason.CREATE_ON_PUSH],
        mutableTags: ['latest'],
        retention: [ImageRetention.keepNewest(5)],
        pullers: [ImageConsumer.account('222222222222')],
        encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
        tags: { team: 'a' },
      },
    ],
  });
  const template = onlyProperties(stack, 'AWS::ECR::RepositoryCreationTemplate');
  expect(template).toMatchObject({
    AppliedFor: ['CREATE_ON_PUSH', 'REPLICATION'],
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: keyArn },
    ResourceTags: [{ Key: 'team', Value: 'a' }],
  });
  const policy = JSON.parse(template.RepositoryPolicy as string) as object;
  const target = { arn: `arn:aws:ecr:${region}:${account}:repository/team-a/app`, policy };
  const anything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const consumer = { principal: 'arn:aws:iam::222222222222:role/task', identityPolicies: [anything] };
  await expect(docker('pull', consumer, target)).resolves.toBe('done');
  await expect(docker('pull', { ...consumer, principal: 'arn:aws:iam::333333333333:role/task' }, target)).resolves.toBe(
    'refused',
  );
  const { PolicyDocument } = onlyProperties(stack, 'AWS::IAM::ManagedPolicy') as { PolicyDocument: object };
  const role = { principal: `arn:aws:iam::${account}:role/creates`, identityPolicies: [PolicyDocument] };
  const may = (action: string, resource: string) => isAllowed(role, { action, resource, account });
  await expect(may('ecr:CreateRepository', target.arn)).resolves.toBe(true);
  await expect(may('ecr:TagResource', target.arn)).resolves.toBe(true);
  await expect(may('ecr:CreateRepository', target.arn.replace('team-a/', 'team-ab/'))).resolves.toBe(false);
  await expect(may('ecr:DeleteRepository', target.arn)).resolves.toBe(false);
});

test('other accounts copy and pull through below the prefixes only', async () => {
  const stack = newStack();
  const settings = settingsIn(stack, {
    pullThroughCache: [PullThroughCache.quay('quay')],
    creationTemplates: [
      { prefix: 'ROOT', appliedFor: [CreationReason.PULL_THROUGH_CACHE, CreationReason.REPLICATION] },
    ],
  });
  settings.acceptReplicationFrom('222222222222', { repositoryPrefixes: ['prod/'] });
  settings.acceptReplicationFrom('333333333333', { repositoryPrefixes: ['prod/'] });
  settings.allowPullThrough('222222222222', 'quay');
  const { PolicyText: policy } = onlyProperties(stack, 'AWS::ECR::RegistryPolicy') as {
    PolicyText: { Statement: object[] };
  };
  expect(policy.Statement).toEqual([
    {
      Sid: 'AcceptReplication',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::333333333333:root'] },
      Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      Resource: `arn:aws:ecr:${region}:${account}:repository/prod/*`,
    },
    {
      Sid: 'PullThrough',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222222222222:root' },
      Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
      Resource: `arn:aws:ecr:${region}:${account}:repository/quay/*`,
    },
  ]);
  const identityPolicies = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }];
  const may = (caller: string, action: string, name: string) =>
    isAllowed(
      { principal: `arn:aws:iam::${caller}:root`, identityPolicies },
      { action, resource: `arn:aws:ecr:${region}:${account}:repository/${name}`, account, resourcePolicy: policy },
    );
  await expect(may('222222222222', 'ecr:ReplicateImage', 'prod/app')).resolves.toBe(true);
  await expect(may('222222222222', 'ecr:ReplicateImage', 'dev/app')).resolves.toBe(false);
  await expect(may('333333333333', 'ecr:BatchImportUpstreamImage', 'quay/app')).resolves.toBe(false);
  await expect(may('444444444444', 'ecr:ReplicateImage', 'prod/app')).resolves.toBe(false);
});

test('a principal creates on push, and pulls through, exactly below the prefix', async () => {
  const stack = newStack();
  const settings = settingsIn(stack, {
    pullThroughCache: [PullThroughCache.quay('quay')],
    creationTemplates: [
      { prefix: 'team-a', appliedFor: [CreationReason.CREATE_ON_PUSH] },
      { prefix: 'quay', appliedFor: [CreationReason.PULL_THROUGH_CACHE] },
    ],
  });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  settings.grantCreateOnPush(role, 'team-a');
  settings.grantPullThrough(role, 'quay');
  const { PolicyDocument } = onlyProperties(stack, 'AWS::IAM::Policy') as { PolicyDocument: object };
  const caller = { principal: `arn:aws:iam::${account}:role/ci`, identityPolicies: [PolicyDocument] };
  const may = (action: string, name: string) =>
    isAllowed(caller, { action, resource: `arn:aws:ecr:${region}:${account}:repository/${name}`, account });
  const at = (name: string) => ({ arn: `arn:aws:ecr:${region}:${account}:repository/${name}` });
  await expect(may('ecr:CreateRepository', 'team-a/new')).resolves.toBe(true);
  await expect(docker('push', caller, at('team-a/new'))).resolves.toBe('done');
  await expect(may('ecr:CreateRepository', 'team-b/new')).resolves.toBe(false);
  await expect(may('ecr:CreateRepository', 'team-a')).resolves.toBe(false);
  await expect(docker('push', caller, at('team-ab/new'))).resolves.toBe('refused');
  await expect(may('ecr:BatchImportUpstreamImage', 'quay/library/node')).resolves.toBe(true);
  await expect(docker('pull', caller, at('quay/library/node'))).resolves.toBe('done');
  await expect(docker('push', caller, at('quay/library/node'))).resolves.not.toBe('done');
  await expect(may('ecr:BatchImportUpstreamImage', 'team-a/new')).resolves.toBe(false);
  for (const action of ['ecr:DeleteRepository', 'ecr:SetRepositoryPolicy', 'ecr:PutLifecyclePolicy']) {
    await expect(may(action, 'team-a/new')).resolves.toBe(false);
  }
});

test('pulls of excluded principals do not count, and a profile signs what its filters match', () => {
  const stack = newStack();
  const role = `arn:aws:iam::${account}:role/ci/scanner`;
  settingsIn(stack, {
    pullTimeExclusions: [role],
    signing: [
      {
        signingProfile: SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
          signingProfileName: 'prod',
          signingProfileVersion: 'AbCdEf1234',
        }),
        repositories: ['prod/*'],
      },
    ],
  });
  expect(onlyProperties(stack, 'AWS::ECR::PullTimeUpdateExclusion')).toEqual({ PrincipalArn: role });
  expect(onlyProperties(stack, 'AWS::ECR::SigningConfiguration')).toEqual({
    Rules: [
      {
        SigningProfileArn: `arn:aws:signer:${region}:${account}:/signing-profiles/prod`,
        RepositoryFilters: [{ Filter: 'prod/*', FilterType: 'WILDCARD_MATCH' }],
      },
    ],
  });
});

test('names that differ only in a slash, an account or a kind have resources of different ids', () => {
  const stack = newStack();
  settingsIn(stack, {
    pullThroughCache: [PullThroughCache.quay('a/b'), PullThroughCache.kubernetes('a-b')],
    creationTemplates: ['a/b', 'a-b'].map((prefix) => ({ prefix, appliedFor: [CreationReason.PULL_THROUGH_CACHE] })),
    pullTimeExclusions: [`${account}:role`, `${account}:user`, '222222222222:role'].map(
      (one) => `arn:aws:iam::${one}/a/b`,
    ),
  });
  const counts = ['PullThroughCacheRule', 'RepositoryCreationTemplate', 'PullTimeUpdateExclusion'].map(
    (type) => Object.keys(templateOf(stack).findResources(`AWS::ECR::${type}`)).length,
  );
  expect(counts).toEqual([2, 2, 3]);
});

test('a template refuses a tag that AWS itself sets', () => {
  const creationTemplates = [{ prefix: 'a', appliedFor: [CreationReason.REPLICATION], tags: { 'aws:x': '1' } }];
  expect(() => settingsIn(newStack(), { creationTemplates })).toThrow(
    new Error(
      "`creationTemplates[0].tags` must be the key of an AWS resource tag, got 'aws:x'. AWS reserves the start 'aws:'",
    ),
  );
});

describe('reports', () => {
  const problemsOf = (stack: Stack) => {
    try {
      stack.node.root.node.findAll();
      templateOf(stack);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing';
  };

  test('two owners of one setting, and names both', () => {
    const stack = newStack();
    settingsIn(stack, { scanning: RegistryScanning.basic() });
    new CfnRegistryScanningConfiguration(stack, 'Other', { scanType: 'ENHANCED', rules: [] });
    expect(problemsOf(stack)).toContain(
      "`scanning` must have one owner for each account and Region, got 'Stack/Registry' and 'Stack'. ECR keeps one setting, so each " +
        'deployment would replace the other. Remove one.',
    );
  });

  test('no second owner in another Region', () => {
    const app = newApp();
    for (const [id, where] of [
      ['One', 'us-east-1'],
      ['Two', 'us-west-2'],
    ] as const) {
      settingsIn(new Stack(app, id, { env: { account, region: where } }), { scanning: RegistryScanning.basic() });
    }
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ['basic', RegistryScanning.basic({ scanOnPush: ['prod/*'] }), 'ECR scans them only if a user starts the scan'],
    ['enhanced', RegistryScanning.enhanced({ continuous: ['prod/*'] }), 'ECR does not scan them'],
  ])('a repository that scans pushes while %s scanning leaves it out', (_, scanning, happens) => {
    const stack = newStack();
    settingsIn(stack, { scanning });
    new ImageRepository(stack, 'In', { repositoryName: 'prod/app', imageScanOnPush: true });
    new ImageRepository(stack, 'ByDefault', { repositoryName: 'dev/default' });
    new ImageRepository(stack, 'Out', { repositoryName: 'dev/app', imageScanOnPush: true });
    new ImageRepository(stack, 'Off', { repositoryName: 'dev/cache', imageScanOnPush: false });
    new Repository(stack, 'Plain', { repositoryName: 'dev/plain', imageScanOnPush: true });
    expect(problemsOf(stack)).toContain(
      "`scanning` of the registry must match each repository with `imageScanOnPush`, got no filter for 'Stack/Out', 'Stack/Plain'. The registry's " +
        `setting overrides theirs, so ${happens}. Add a filter, or set \`imageScanOnPush: false\` there.`,
    );
  });

  test('repositories that the registry leaves out, and that scan pushes only by default, as a warning', () => {
    const stack = newStack();
    settingsIn(stack, { scanning: RegistryScanning.enhanced({ continuous: ['prod/*'] }) });
    new ImageRepository(stack, 'In', { repositoryName: 'prod/app' });
    new ImageRepository(stack, 'Out', { repositoryName: 'dev/app' });
    templateOf(stack); // the filters are compared when the app is synthesized
    expect(warningsOf(stack)).toEqual([
      "The scan filters of the registry match no name of 'Stack/Out', so ECR does not scan them. Add a filter, if they hold images that " +
        'run. [ack: Annotation::cdk-ecr-publishing:NotScannedByRegistry]',
    ]);
  });

  test('registries that copy the same images to each other', () => {
    const app = newApp();
    const one = new Stack(app, 'One', { env: { account, region: 'us-east-1' } });
    const two = new Stack(app, 'Two', { env: { account, region: 'us-west-2' } });
    settingsIn(one, { replication: [{ destinations: [{ region: 'us-west-2' }], repositoryPrefixes: ['prod/'] }] });
    settingsIn(two, { replication: [{ destinations: [{ region: 'us-east-1' }] }] });
    expect(() => app.synth()).toThrow(
      "`replication` must not copy images to a registry that copies them back, got 'One/Registry' and 'Two/Registry'. A tag would have " +
        'two sources. Separate their prefixes, or copy in one direction only.',
    );
  });

  test('filters that match nothing, templates below others, and caches and copies without a template, as warnings', () => {
    const stack = newStack();
    new ImageRepository(stack, 'Repository', { repositoryName: 'prod/app' });
    const settings = settingsIn(stack, {
      scanning: RegistryScanning.enhanced({ continuous: ['*'], scanOnPush: ['test/*'] }),
      pullThroughCache: [PullThroughCache.quay('quay')],
      creationTemplates: [
        { prefix: 'team', appliedFor: [CreationReason.CREATE_ON_PUSH] },
        { prefix: 'team/a', appliedFor: [CreationReason.CREATE_ON_PUSH] },
      ],
    });
    settings.acceptReplicationFrom('222222222222', { repositoryPrefixes: ['prod/'] });
    templateOf(stack); // the filters are compared when the app is synthesized
    expect(warningsOf(stack)).toEqual([
      "The creation template 'team/a' is below 'team'. The longer prefix wins, so repositories below team/a/ have nothing from 'team'. [ack: Annotation::cdk-ecr-publishing:NestedTemplates]",
      "The pull through cache rule 'quay' has no creation template for PULL_THROUGH_CACHE. ECR creates its repositories with mutable tags, " +
        'and they keep all images. Add a template to `creationTemplates`. [ack: Annotation::cdk-ecr-publishing:NoCreationTemplate]',
      "The accepted replication 'prod' has no creation template for REPLICATION. ECR creates its repositories with mutable tags, and they " +
        'keep all images. Add a template to `creationTemplates`. [ack: Annotation::cdk-ecr-publishing:NoCreationTemplate]',
      "The scan filter 'test/*' matches no repository of this app. Correct it, if it is meant for one. [ack: Annotation::cdk-ecr-publishing:ScanFilterMatchesNothing]",
    ]);
  });
});

describe('filters of signing and prefixes of replication that match no repository', () => {
  const [signing, replication] = ['SigningFilterMatchesNothing', 'ReplicationPrefixMatchesNothing'].map(
    (name) => ` [ack: Annotation::cdk-ecr-publishing:${name}]`,
  ) as [string, string];
  const hint = 'matches no repository of this app. Correct it, if it is meant for one.';

  /** The warnings of settings with some filters, in an app with some repositories. */
  function warningsWith(names: readonly string[], props: RegistrySettingsProps = {}): string[] {
    const stack = newStack();
    names.forEach((repositoryName, index) => new ImageRepository(stack, `Repository${index}`, { repositoryName }));
    const signingProfile = SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
      signingProfileName: 'release',
      signingProfileVersion: 'unused',
    });
    settingsIn(stack, {
      signing: [{ signingProfile, repositories: ['prod/*', 'porduction/*'] }],
      replication: [
        { destinations: [{ region: 'us-west-2' }], repositoryPrefixes: ['prod/', 'team/'] },
        { destinations: [{ region: 'eu-west-3' }], repositoryPrefixes: ['team/'] },
      ],
      ...props,
    });
    templateOf(stack);
    return warningsOf(stack).filter((text) => text.includes('MatchesNothing'));
  }

  test('are each a warning, once', () => {
    expect(warningsWith(['prod/app'])).toEqual([
      `The replication prefix 'team/' ${hint}${replication}`,
      `The signing filter 'porduction/*' ${hint}${signing}`,
    ]);
    expect(warningsWith(['production/app'])).toEqual([
      `The replication prefix 'prod/' ${hint}${replication}`,
      `The replication prefix 'team/' ${hint}${replication}`,
      `The signing filter 'prod/*' ${hint}${signing}`,
      `The signing filter 'porduction/*' ${hint}${signing}`,
    ]);
  });

  test('are none if a repository has a name that only the deployment knows, or if the app has no repository', () => {
    const unknown = Lazy.string({ produce: () => 'known-later' });
    expect(warningsWith(['prod/app', unknown])).toEqual([]);
    expect(warningsWith([])).toEqual([]);
  });

  test('are none if ECR creates repositories that they match', () => {
    const appliedFor = [CreationReason.CREATE_ON_PUSH];
    expect(warningsWith(['prod/app'], { creationTemplates: [{ prefix: 'team', appliedFor }] })).toEqual([
      `The signing filter 'porduction/*' ${hint}${signing}`,
    ]);
    expect(warningsWith(['prod/app'], { creationTemplates: [{ prefix: 'teams', appliedFor }] })).toHaveLength(2);
    expect(warningsWith(['prod/app'], { pullThroughCache: [PullThroughCache.quay('team/quay')] })).toHaveLength(1);
  });

  test('are compared with repositories of the same account and Region only', () => {
    const app = newApp();
    const stack = new Stack(app, 'Stack', { env });
    const other = new Stack(app, 'Other', { env: { account, region: 'eu-west-2' } });
    new ImageRepository(stack, 'Repository', { repositoryName: 'prod/app' });
    new ImageRepository(other, 'Repository', { repositoryName: 'team/app' });
    settingsIn(stack, { replication: [{ destinations: [{ region: 'us-west-2' }], repositoryPrefixes: ['team/'] }] });
    templateOf(stack);
    expect(warningsOf(stack)).toContain(`The replication prefix 'team/' ${hint}${replication}`);
  });
});

test('all settings are clean in all packs of cdk-nag', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const settings = settingsIn(stack, {
    scanning: RegistryScanning.enhanced(),
    replication: [{ destinations: [{ region: 'eu-west-2' }] }],
    pullThroughCache: [PullThroughCache.quay('quay')],
    creationTemplates: [
      { prefix: 'quay', appliedFor: [CreationReason.PULL_THROUGH_CACHE], tags: { team: 'a' } },
      { prefix: 'ROOT', appliedFor: [CreationReason.REPLICATION] },
    ],
    pullTimeExclusions: [`arn:aws:iam::${account}:role/scanner`],
  });
  settings.acceptReplicationFrom('222222222222');
  addAllPacks(app);
  expect(readFindings(app.synth()).flatMap(({ violations }) => violations)).toEqual([]);
});

test('a principal may sign with the profile of a rule, and only with that', () => {
  const stack = newStack();
  const [release, other] = ['release', 'other'].map((signingProfileName) =>
    SigningProfile.fromSigningProfileAttributes(stack, signingProfileName, {
      signingProfileName,
      signingProfileVersion: 'unused',
    }),
  ) as [ISigningProfile, ISigningProfile];
  const settings = settingsIn(stack, { signing: [{ signingProfile: release }] });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
  settings.grantSign(role, release);
  expect(onlyProperties(stack, 'AWS::IAM::Policy').PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'signer:SignPayload',
        Resource: `arn:aws:signer:${region}:${account}:/signing-profiles/release`,
      },
    ],
  });
  expect(() => settings.grantSign(role, other)).toThrow(
    new Error('`signingProfile` must be the profile of a rule of `signing`. Add a rule with it.'),
  );
});
