import { join } from 'node:path';
import { folderWith, runIn } from '../command';

const narrow = { width: 80, colours: false };
const screenOf = (name: string, text: string) => runIn(narrow, 'show', join(folderWith({ [name]: text }), name)).stdout;

/** The block of the settings, without the line about what CloudFormation has no type for. */
function settingsIn(screen: string): string[] {
  const [, block = ''] = /^Settings of the registry\n((?: .*\n)*)/m.exec(screen) ?? [];
  const lines = block.trimEnd().split('\n');
  return lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('  not shown')),
  );
}

const config = `version: 1
environments:
  - { name: prod, account: '123456789012', region: us-east-1 }
repositories:
  - name: shared/base
registry:
  scanning: { type: ENHANCED, continuous: ['prod/*'], scanOnPush: [shared/*] }
  replication:
    - { region: eu-west-1, prefixes: [prod/] }
    - { region: us-west-2, account: '333333333333' }
  acceptReplicationFrom:
    - { account: '444444444444', prefixes: [shared/] }
    - { account: '555555555555', prefixes: [shared/] }
  pullThroughCache:
    - prefix: docker-hub
      upstream: docker-hub
      credentialArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf
      accounts: ['444444444444']
    - { prefix: k8s, upstream: k8s, upstreamPrefix: kube }
  creationTemplates:
    - { prefix: ROOT, appliedFor: [PULL_THROUGH_CACHE] }
    - { prefix: shared, appliedFor: [CREATE_ON_PUSH, REPLICATION], mutableTags: [latest], retention: { keepNewest: 10 }, tags: { team: a } }
  pullTimeExclusions: ['arn:aws:iam::123456789012:role/scanner', 'arn:aws:iam::123456789012:role/ci']
`;

test('the settings of a registry, and what no template can show', () => {
  expect(screenOf('ecr-publishing.yaml', config)).toContain(`
Settings of the registry
  scanning     enhanced; continuously prod/*; on push shared/*; nothing else
  replication  prod/* to eu-west-1
               all repositories to us-west-2 of account 333333333333
  not copied   images that were pushed before the replication, unless
               docs/backfill-replication.sh of the package copied them
  caches       docker-hub from registry-1.docker.io with a secret
               k8s from registry.k8s.io/kube
  templates    ROOT for caches: expire untagged images after 1 day; keep the
                 newest 100 images; every tag can move
               shared for pushes and copies: keep the newest 10 images; only
                 latest moves
  accepts      copies into shared/* from accounts 444444444444¹ and
               555555555555¹
               imports into docker-hub/* through a cache by account
               444444444444¹
               new repositories shared/* and docker-hub/* of account
               444444444444¹
               new repositories shared/* of account 555555555555¹
  pull times   do not change by pulls of roles scanner and ci
  not shown    the scanner of basic scanning, the scope of the registry policy,
               and blob mounting, for which CloudFormation has no type. 'aws
               ecr get-account-setting' shows them with the names
               BASIC_SCAN_TYPE_VERSION, REGISTRY_POLICY_SCOPE and
               BLOB_MOUNTING
`);
});

test('without settings, the screen does not mention them', () => {
  const plain = config.slice(0, config.indexOf('registry:'));
  expect(screenOf('ecr-publishing.yaml', plain)).not.toContain('Settings of the registry');
});

const template = (type: string, properties: object, more: object = {}) =>
  screenOf(
    'template.json',
    JSON.stringify({
      Parameters: { Open: { Type: 'String' } },
      Resources: { One: { Type: `AWS::ECR::${type}`, Properties: properties, ...more } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } },
    }),
  );
const open = { Ref: 'Open' };
const filters = (...names: unknown[]) => names.map((Filter) => ({ Filter, FilterType: 'WILDCARD' }));

test.each<[string, string, object, string[]]>([
  [
    'basic scanning of pushes',
    'RegistryScanningConfiguration',
    { ScanType: 'BASIC', Rules: [{ ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: filters('*') }] },
    ['  scanning   basic; on push all repositories'],
  ],
  [
    'scanning that only a user starts',
    'RegistryScanningConfiguration',
    { ScanType: 'BASIC', Rules: [] },
    ['  scanning   basic; all else only if a user starts it'],
  ],
  [
    'scanning rules that are known at deployment only',
    'RegistryScanningConfiguration',
    { ScanType: open, Rules: open },
    ['  scanning   ${template.Open}; (unknown until deployment)'],
  ],
  [
    'a filter that is known at deployment only',
    'RegistryScanningConfiguration',
    { ScanType: 'ENHANCED', Rules: [{ ScanFrequency: 'CONTINUOUS_SCAN', RepositoryFilters: filters(open) }] },
    ['  scanning   enhanced; continuously ${template.Open}; nothing else'],
  ],
  [
    'replication without rules',
    'ReplicationConfiguration',
    { ReplicationConfiguration: { Rules: [] } },
    ['  replication  none'],
  ],
  [
    'replication that is known at deployment only',
    'ReplicationConfiguration',
    { ReplicationConfiguration: open },
    ['  replication  (unknown until deployment)'],
  ],
  [
    'a cache with a role',
    'PullThroughCacheRule',
    { EcrRepositoryPrefix: 'base', UpstreamRegistry: 'ecr', CustomRoleArn: open, UpstreamRepositoryPrefix: 'ROOT' },
    ['  caches     base from ecr with a role'],
  ],
  [
    'a template without a lifecycle policy',
    'RepositoryCreationTemplate',
    { Prefix: 'team', AppliedFor: ['REPLICATION'] },
    ['  templates  team for copies: kept until a user deletes them; every tag can move'],
  ],
  [
    'signing',
    'SigningConfiguration',
    {
      Rules: [
        {
          SigningProfileArn: 'arn:aws:signer:us-east-1:123456789012:/signing-profiles/images',
          RepositoryFilters: filters('prod/*'),
        },
      ],
    },
    ['  signing    prod/* with profile images'],
  ],
  [
    'an exclusion that is known at deployment only',
    'PullTimeUpdateExclusion',
    { PrincipalArn: open },
    ['  pull times  do not change by pulls of ${template.Open}'],
  ],
])('%s', (_, type, properties, lines) => {
  expect(settingsIn(template(type, properties))).toEqual(lines);
});

test('a setting that exists under a condition says so', () => {
  const screen = template('RegistryScanningConfiguration', { ScanType: 'BASIC', Rules: [] }, { Condition: 'IsProd' });
  expect(settingsIn(screen)).toEqual(['  scanning   basic; all else only if a user starts it (if IsProd)']);
});
