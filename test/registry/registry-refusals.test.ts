import { Fn, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  CreationReason,
  ImagePublicRepository,
  PullThroughCache,
  RegistryScanning,
  RegistrySettings,
  type RegistrySettingsProps,
} from '../../lib';
import { account, newApp, newStack, onlyProperties, region, templateOf } from '../synthesis';
import { isAllowed } from '../simulation';
import { filterMatches } from '../../lib/private/oci/scan-filter';

const make = (props: RegistrySettingsProps, stack = newStack()) => new RegistrySettings(stack, 'Registry', props);
const secretAt = (arn: string) => Secret.fromSecretCompleteArn(newStack(), 'Secret', arn);
const secretArn = (name: string, where = region, owner = account) =>
  `arn:aws:secretsmanager:${where}:${owner}:secret:${name}-AbCdEf`;
const onPush = [CreationReason.CREATE_ON_PUSH];

test.each<[string, () => unknown, string]>([
  [
    'a scan filter',
    () => RegistryScanning.basic({ scanOnPush: ['Prod/*'] }),
    "`scanOnPush[0]` must be a name of repositories with * for any characters, like 'prod/*', got 'Prod/*'. Use lower case letters, digits and '._-/*'.",
  ],
  [
    'no scan filter',
    () => RegistryScanning.basic({ scanOnPush: [] }),
    '`scanOnPush` must list at least one value, got an empty list',
  ],
  [
    'a scan filter twice',
    () => RegistryScanning.enhanced({ continuous: ['a', 'a'] }),
    "`continuous[1]` must be listed once, got 'a' again. Remove it or correct it.",
  ],
  [
    'a filter for both frequencies',
    () => RegistryScanning.enhanced({ continuous: ['a'], scanOnPush: ['a'] }),
    "`scanOnPush` must not have a filter of `continuous`, got 'a' in both. ECR scans such repositories continuously. Remove it from one.",
  ],
  [
    'its own registry',
    () => make({ replication: [{ destinations: [{ region }] }] }),
    `\`replication[0].destinations[0]\` must be another registry, got the account and the Region of the settings, '${region}'. Choose another Region.`,
  ],
  [
    'a Region twice',
    () => make({ replication: [{ destinations: [{ region: 'us-east-1' }, { region: 'us-east-1', account }] }] }),
    '`replication[0].destinations[1]` must be listed once, got it again. Remove it or correct it.',
  ],
  [
    'a Region that does not exist',
    () => make({ replication: [{ destinations: [{ region: 'eu-west-9' }] }] }),
    "`replication[0].destinations[0].region` must be an AWS Region, got 'eu-west-9'. This version of aws-cdk-lib does not know it. Correct it, or update aws-cdk-lib.",
  ],
  [
    'a cache of a Region that does not exist',
    () => PullThroughCache.ecr('base', account, 'eu-west-9'),
    "`region` must be an AWS Region, got 'eu-west-9'. This version of aws-cdk-lib does not know it. Correct it, or update aws-cdk-lib.",
  ],
  [
    'a cache of another partition',
    () => make({ pullThroughCache: [PullThroughCache.ecr('base', account, 'cn-north-1')] }),
    "`pullThroughCache[0]` must be a registry in the partition of the settings, aws, got 'cn-north-1' of aws-cn. A role of one partition has no rights in another one.",
  ],
  [
    'the same copies by two rules',
    () =>
      make({
        replication: [
          { destinations: [{ region: 'us-east-1' }], repositoryPrefixes: ['prod/'] },
          { destinations: [{ region: 'us-east-1' }] },
        ],
      }),
    "`replication[1]` must not copy the images of `replication[0]` to 'us-east-1' again. Join the two rules, or separate their prefixes.",
  ],
  [
    'a Region of another partition',
    () => make({ replication: [{ destinations: [{ region: 'cn-north-1' }] }] }),
    "`replication[0].destinations[0]` must be in the partition of the settings, aws, got 'cn-north-1' of aws-cn. ECR copies within one partition only.",
  ],
  [
    'a prefix below another',
    () => make({ replication: [{ destinations: [{ region: 'us-east-1' }], repositoryPrefixes: ['prod/', 'prod/a'] }] }),
    "`replication[0].repositoryPrefixes[1]` must not start with another prefix of the rule, got 'prod/a' and 'prod/'. Remove it.",
  ],
  [
    'more rules than ECR accepts',
    () =>
      make({
        replication: Array.from({ length: 11 }, (_, index) => ({
          destinations: [{ region: 'us-east-1' }],
          repositoryPrefixes: [`team${index}/`],
        })),
      }),
    '`replication` must have at most 10 rules, got 11. ECR accepts no more in one registry.',
  ],
  [
    'caches whose prefixes overlap',
    () => make({ pullThroughCache: [PullThroughCache.quay('ab'), PullThroughCache.kubernetes('ab/c')] }),
    "`pullThroughCache[1].prefix` must not overlap with another rule, got 'ab/c' and 'ab'. Choose separate prefixes.",
  ],
  [
    'a prefix with a slash',
    () => PullThroughCache.quay('quay/'),
    "`prefix` must be the start of repository names without the slash at its end, like 'docker-hub', or ROOT, got 'quay/'. Omit the slash, which ECR adds.",
  ],
  [
    'a prefix that is too long',
    () => PullThroughCache.quay('a'.repeat(31)),
    '`prefix` must have 2 to 30 characters, got 31. Choose another prefix.',
  ],
  [
    'a secret without the needed name',
    () => make({ pullThroughCache: [PullThroughCache.dockerHub('hub', secretAt(secretArn('hub')))] }),
    "`pullThroughCache[0].credential` must be a secret whose name begins with 'ecr-pullthroughcache/', got 'hub'. ECR reads no other secret, so rename it.",
  ],
  [
    'a secret of another Region',
    () =>
      make({
        pullThroughCache: [
          PullThroughCache.dockerHub('hub', secretAt(secretArn('ecr-pullthroughcache/hub', 'us-east-1'))),
        ],
      }),
    `\`pullThroughCache[0].credential\` must be in the Region of the settings, '${region}', got one in 'us-east-1'. Create a secret there.`,
  ],
  [
    'a secret of another account',
    () =>
      make({
        pullThroughCache: [
          PullThroughCache.gitHub('gh', secretAt(secretArn('ecr-pullthroughcache/gh', region, '222222222222'))),
        ],
      }),
    `\`pullThroughCache[0].credential\` must be in the account of the settings, '${account}', got one in '222222222222'. Create a secret there.`,
  ],
  [
    'a secret of another partition',
    () =>
      make({
        pullThroughCache: [
          PullThroughCache.gitHub(
            'gh',
            secretAt(secretArn('ecr-pullthroughcache/gh').replace('arn:aws:', 'arn:aws-us-gov:')),
          ),
        ],
      }),
    "`pullThroughCache[0].credential` must be in the partition of the settings, 'aws', got one in 'aws-us-gov'. Create a secret there.",
  ],
  [
    'its own registry as upstream',
    () => make({ pullThroughCache: [PullThroughCache.ecr('own', account, region)] }),
    `\`pullThroughCache[0]\` must be another registry, got the account and the Region of the settings, '${region}'. Choose another upstream registry.`,
  ],
  [
    'a host that is not of Azure',
    () => PullThroughCache.azure('az', 'https://acme.azurecr.io', secretAt(secretArn('ecr-pullthroughcache/az'))),
    "`host` must be the host of a registry of Azure, like 'acme.azurecr.io', got 'https://acme.azurecr.io'. Write it without https:// and without a path.",
  ],
  [
    'another account of ECR without a role',
    () => make({ pullThroughCache: [PullThroughCache.ecr('base', '222222222222', 'us-east-1')] }),
    "`pullThroughCache[0].role` is required for the registry of another account, '222222222222'. Create a role that ECR can assume and that may pull there.",
  ],
  [
    'a template twice',
    () =>
      make({
        creationTemplates: [
          { prefix: 'a', appliedFor: onPush },
          { prefix: 'a', appliedFor: onPush },
        ],
      }),
    "`creationTemplates[1].prefix` must be different for each template, got 'a' twice. ECR has one template for a prefix.",
  ],
  [
    'more tags of a template than AWS accepts',
    () =>
      make({
        creationTemplates: [
          {
            prefix: 'a',
            appliedFor: onPush,
            tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'value'])),
          },
        ],
      }),
    '`creationTemplates[0].tags` must have at most 50 tags, got 51. AWS accepts no more on a resource.',
  ],
  [
    'the value of a tag that is too long',
    () => make({ creationTemplates: [{ prefix: 'a', appliedFor: onPush, tags: { team: 'ab '.repeat(100) + 'c' } }] }),
    '`creationTemplates[0].tags.team` must be the value of an AWS resource tag, got 301 characters. AWS accepts at most 256',
  ],
  [
    'a new secret whose name CloudFormation chooses',
    () => {
      const stack = newStack();
      make({ pullThroughCache: [PullThroughCache.dockerHub('hub', new Secret(stack, 'Secret'))] }, stack);
    },
    "`pullThroughCache[0].credential` must be a secret whose name begins with 'ecr-pullthroughcache/', got one without a name, which CloudFormation chooses. Set its `secretName`.",
  ],
  [
    'a new secret with another name',
    () => {
      const stack = newStack();
      const secret = new Secret(stack, 'Secret', { secretName: 'docker-hub' });
      make({ pullThroughCache: [PullThroughCache.dockerHub('hub', secret)] }, stack);
    },
    "`pullThroughCache[0].credential` must be a secret whose name begins with 'ecr-pullthroughcache/', got 'docker-hub'. ECR reads no other secret, so rename it.",
  ],
  [
    'a template for nothing',
    () => make({ creationTemplates: [{ prefix: 'a', appliedFor: [] }] }),
    '`creationTemplates[0].appliedFor` must list at least one value, got an empty list',
  ],
  [
    'an exclusion of an account',
    () => make({ pullTimeExclusions: [`arn:aws:iam::${account}:root`] }),
    `\`pullTimeExclusions[0]\` must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got 'arn:aws:iam::${account}:root'. Use account for every principal of an account.`,
  ],
  [
    'copies from its own account',
    () => {
      make({}).acceptReplicationFrom(account);
    },
    `\`account\` must be another account, got the account of the settings, '${account}'. It needs no permission of the registry policy.`,
  ],
  [
    'copies from everyone',
    () => {
      make({}).acceptReplicationFrom('*');
    },
    "`account` must be a 12-digit AWS account id, got '*'. That would give every AWS account access. List the account ids",
  ],
  [
    'a pull through a cache that is not there',
    () => {
      make({ pullThroughCache: [PullThroughCache.quay('quay')] }).allowPullThrough('222222222222', 'hub');
    },
    "`prefix` must be the prefix of a pull through cache rule of the settings, got 'hub'. The rules have 'quay'.",
  ],
  [
    'a public repository in another Region',
    () => new ImagePublicRepository(newStack(), 'Public'),
    `An ImagePublicRepository must be in a stack of us-east-1, got one of '${region}'. Amazon ECR Public has no other Region. Set \`env: { region: 'us-east-1' }\` of its stack.`,
  ],
])('refuses %s', (_, action, message) => {
  expect(action).toThrow(new Error(message));
});

test('accepts a new secret with the name that ECR needs, and one whose name only the deployment knows', () => {
  const stack = newStack();
  const named = new Secret(stack, 'Named', { secretName: 'ecr-pullthroughcache/hub' });
  const later = new Secret(stack, 'Later', { secretName: Fn.importValue('SecretName') });
  make({ pullThroughCache: [PullThroughCache.dockerHub('hub', named), PullThroughCache.gitHub('ghcr', later)] }, stack);
  const rules = templateOf(stack).findResources('AWS::ECR::PullThroughCacheRule');
  expect(
    Object.values(rules).map(({ Properties }) => (Properties as { CredentialArn: unknown }).CredentialArn),
  ).toEqual([
    { Ref: stack.getLogicalId(named.node.defaultChild as CfnSecret) },
    { Ref: stack.getLogicalId(later.node.defaultChild as CfnSecret) },
  ]);
});

test('a template with the longest prefix has a description that CloudFormation accepts', () => {
  const stack = newStack();
  make({ creationTemplates: [{ prefix: 'a'.repeat(256), appliedFor: onPush }] }, stack);
  const { Description } = onlyProperties(stack, 'AWS::ECR::RepositoryCreationTemplate') as { Description: string };
  expect(Description).toHaveLength(256);
});

describe('two constructs with settings of one registry are refused', () => {
  const problemOf = (one: RegistrySettingsProps, two: RegistrySettingsProps) => {
    const stack = newStack();
    new RegistrySettings(stack, 'One', one);
    new RegistrySettings(stack, 'Two', two);
    return () => templateOf(stack);
  };

  test('with caches that overlap', () => {
    expect(
      problemOf(
        { pullThroughCache: [PullThroughCache.quay('quay')] },
        { pullThroughCache: [PullThroughCache.ecrPublic('quay/public')] },
      ),
    ).toThrow(
      "[Stack/One] `pullThroughCache` must have one owner for each prefix of a registry, got 'quay' in 'Stack/One' and " +
        "'quay/public' in 'Stack/Two'. ECR keeps one of them, so a deployment would fail. Remove one.",
    );
  });

  test('with a creation template of the same prefix', () => {
    expect(
      problemOf(
        { creationTemplates: [{ prefix: 'a', appliedFor: onPush }] },
        { creationTemplates: [{ prefix: 'a', appliedFor: [CreationReason.REPLICATION] }] },
      ),
    ).toThrow(
      "[Stack/One] `creationTemplates` must have one owner for each prefix of a registry, got 'a' in 'Stack/One' and 'a' in " +
        "'Stack/Two/Template-a'. ECR keeps one of them, so a deployment would fail. Remove one.",
    );
  });

  test('but not with different prefixes', () => {
    expect(
      problemOf(
        {
          pullThroughCache: [PullThroughCache.quay('quay')],
          creationTemplates: [{ prefix: 'a', appliedFor: onPush }],
        },
        {
          pullThroughCache: [PullThroughCache.ecrPublic('public')],
          creationTemplates: [{ prefix: 'a/b', appliedFor: onPush }],
        },
      ),
    ).not.toThrow();
  });
});

// The table of the ECR user guide about filters.
test.each([
  ['prod', ['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo']],
  ['*prod', ['prod', 'repo-prod']],
  ['prod*', ['prod', 'prod-repo', 'prodrepo']],
  ['*prod*', ['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo']],
  ['prod*repo', ['prod-repo', 'prodrepo']],
])('the filter %s matches as ECR documents it', (filter, matched) => {
  const names = ['prod', 'repo-prod', 'prod-repo', 'repo-prod-repo', 'prodrepo'];
  expect(names.filter((name) => filterMatches(filter, name))).toEqual(matched);
});

test('a public repository has its page, and a push is allowed to it and no other one', async () => {
  const stack = new Stack(newApp(), 'Stack', { env: { account, region: 'us-east-1' } });
  const repository = new ImagePublicRepository(stack, 'Public', {
    repositoryName: 'pizza/service',
    catalogData: { description: 'The pizza service', architectures: ['x86-64'] },
  });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
  repository.grantPush(role);
  expect(onlyProperties(stack, 'AWS::ECR::PublicRepository')).toEqual({
    RepositoryName: 'pizza/service',
    RepositoryCatalogData: { RepositoryDescription: 'The pizza service', Architectures: ['x86-64'] },
  });
  const { PolicyDocument } = onlyProperties(stack, 'AWS::IAM::Policy') as { PolicyDocument: object };
  const caller = { principal: `arn:aws:iam::${account}:role/ci`, identityPolicies: [PolicyDocument] };
  const may = (action: string, resource: string) => isAllowed(caller, { action, resource, account });
  const arn = `arn:aws:ecr-public::${account}:repository/pizza/service`;
  for (const action of [
    'BatchCheckLayerAvailability',
    'InitiateLayerUpload',
    'UploadLayerPart',
    'CompleteLayerUpload',
    'PutImage',
  ]) {
    await expect(may(`ecr-public:${action}`, arn)).resolves.toBe(true);
    await expect(may(`ecr-public:${action}`, `${arn}-other`)).resolves.toBe(false);
  }
  await expect(may('ecr-public:GetAuthorizationToken', '*')).resolves.toBe(true);
  await expect(may('sts:GetServiceBearerToken', '*')).resolves.toBe(true);
  await expect(may('ecr-public:DeleteRepository', arn)).resolves.toBe(false);
});
