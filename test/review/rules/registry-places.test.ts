import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { findingsOf, home, repository, type Resources } from './fixtures';

/** The findings of a rule over several templates, with their severity. */
function found(id: string, ...templates: (readonly [string, Resources, LoadedTemplate['env']])[]): string[] {
  const loaded = templates.map(([name, resources, env]) => ({
    name,
    file: `${name}.json`,
    body: { Resources: resources },
    env,
  }));
  return findingsOf(id, buildGraph(loaded)).map(({ severity, message }) => `${severity}: ${message}`);
}

const scanning = (filter = '*'): Resources => ({
  Scanning: {
    Type: 'AWS::ECR::RegistryScanningConfiguration',
    Properties: {
      ScanType: 'BASIC',
      Rules: [{ ScanFrequency: 'SCAN_ON_PUSH', RepositoryFilters: [{ Filter: filter, FilterType: 'WILDCARD' }] }],
    },
  },
});
const london = { ...home, region: 'eu-west-2' };

describe('two owners of one setting', () => {
  const twice = (one: LoadedTemplate['env'], other: LoadedTemplate['env']) =>
    found('registry-setting-twice', ['Platform', scanning(), one], ['Team', scanning(), other]);

  test('in the same account and Region are an error', () => {
    expect(twice(home, home)).toEqual([
      "error: 'Scanning' of 'Team' and 'Scanning' of 'Platform' both set the scanning of the registry. ECR has one for an account and a Region, so a deployment fails or replaces the setting of the other.",
    ]);
  });

  test('in two Regions, or in two accounts of one Region, are none', () => {
    expect(twice(home, london)).toEqual([]);
    expect(twice(home, { ...home, account: '222222222222' })).toEqual([]);
    expect(twice(home, { region: 'eu-west-2' })).toEqual([]);
  });

  test.each([
    ['of both', {}, {}],
    ['of one', home, {}],
    ['of one account', home, { region: 'us-east-1' }],
  ])('whose environment is not known, %s, were not compared', (_, one, other) => {
    expect(twice(one, other)).toEqual([
      "note: 'Scanning' of 'Team' and 'Scanning' of 'Platform' both set the scanning of the registry. They were not compared, because the templates do not show the account and Region of both.",
    ]);
  });

  test('that exist under different conditions are a doubt', () => {
    const [resource] = Object.values(scanning()) as object[];
    const stack = (one: string, other: string) => ({
      Parameters: { Enhanced: { Type: 'String' } },
      Conditions: {
        IsOn: { 'Fn::Equals': [{ Ref: 'Enhanced' }, 'yes'] },
        IsOff: { 'Fn::Not': [{ Condition: 'IsOn' }] },
      },
      Resources: { One: { ...resource, Condition: one }, Two: { ...resource, Condition: other } },
    });
    const severities = (one: string, other: string) =>
      findingsOf(
        'registry-setting-twice',
        buildGraph([{ name: 'Stack', file: 'Stack.json', body: stack(one, other), env: home }]),
      ).map(({ severity, message }) => `${severity}: ${message.replace(/^.*registry\. /, '')}`);
    expect(severities('IsOn', 'IsOff')).toEqual([
      'note: Whether both exist at once depends on conditions of the template.',
    ]);
    expect(severities('IsOn', 'IsOn')).toHaveLength(1);
  });
});

test('filters leave out repositories of the same account and Region, in all templates', () => {
  const of = (env: LoadedTemplate['env']) =>
    found('registry-scanning-leaves-out', ['Registry', scanning('prod/*'), home], ['Apps', repository({}), env]);
  expect(of(home)).toEqual([
    "warning: No filter of the registry's scanning matches 'app'. The registry's setting overrides theirs, so ECR scans them only if a user starts the scan.",
  ]);
  expect(of(london)).toEqual([]);
});

test('an account of the reader is no foreign one', () => {
  const replication = {
    Replication: {
      Type: 'AWS::ECR::ReplicationConfiguration',
      Properties: {
        ReplicationConfiguration: {
          Rules: [{ Destinations: [{ RegistryId: '222222222222', Region: 'eu-west-1' }] }],
        },
      },
    },
  };
  const rule = 'registry-copies-to-other-account';
  const there = { ...home, account: '222222222222' };
  expect(found(rule, ['A', replication, home])).toHaveLength(1);
  expect(found(rule, ['A', replication, home], ['B', repository({}), there])).toEqual([]);
});

test('a credential of another Region or account is refused', () => {
  const at = (region: string, account: string) => ({
    Rule: {
      Type: 'AWS::ECR::PullThroughCacheRule',
      Properties: {
        EcrRepositoryPrefix: 'hub',
        UpstreamRegistryUrl: 'registry-1.docker.io',
        CredentialArn: `arn:aws:secretsmanager:${region}:${account}:secret:ecr-pullthroughcache/hub-AbCdEf`,
      },
    },
  });
  const refused = (region: string, account: string) =>
    found('registry-cache-credential-refused', ['A', at(region, account), home]);
  expect(refused('us-east-1', '123456789012')).toEqual([]);
  const start = "error: The CredentialArn of the pull-through rule 'hub'";
  const end = 'so ECR refuses the rule or its pulls fail.';
  expect(refused('eu-west-1', '123456789012')).toEqual([`${start} is in Region 'eu-west-1', ${end}`]);
  expect(refused('us-east-1', '222222222222')).toEqual([`${start} is in account '222222222222', ${end}`]);
});

test('an upstream in the registry of another account needs a role', () => {
  const of = (properties: object) => ({
    Rule: {
      Type: 'AWS::ECR::PullThroughCacheRule',
      Properties: {
        EcrRepositoryPrefix: 'shared',
        UpstreamRegistryUrl: '222222222222.dkr.ecr.us-east-1.amazonaws.com',
        ...properties,
      },
    },
  });
  const rule = 'registry-cache-without-credential';
  expect(found(rule, ['A', of({}), home])).toEqual([
    "error: The pull-through rule 'shared' has no CustomRoleArn. Its upstream is the registry of account '222222222222', which ECR reads only with a role.",
  ]);
  expect(found(rule, ['A', of({ CustomRoleArn: 'arn:aws:iam::123456789012:role/cache' }), home])).toEqual([]);
  expect(found(rule, ['A', of({}), { ...home, account: '222222222222' }])).toEqual([]);
});

test('a creation template is checked like a repository', () => {
  const of = (properties: object): Resources => ({
    Template: {
      Type: 'AWS::ECR::RepositoryCreationTemplate',
      Properties: { Prefix: 'team-a', AppliedFor: ['CREATE_ON_PUSH'], ...properties },
    },
  });
  const exclusions = (value: string) => ({
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: value },
    ],
  });
  expect(found('repository-without-lifecycle', ['A', of({}), home])).toEqual([
    "note: The creation template 'team-a' has no lifecycle policy. Images are kept and paid for forever, and old ones with known vulnerabilities can still be pulled.",
  ]);
  expect(found('repository-exclusion-of-every-tag', ['A', of(exclusions('*')), home])).toEqual([
    "error: The exclusion '*' of the creation template 'team-a' makes every tag mutable, although it looks immutable.",
  ]);
  expect(found('repository-exclusion-refused', ['A', of(exclusions('a b')), home])).toEqual([
    "error: ECR refuses the mutability exclusions of the creation template 'team-a': 'a b' is not a tag or pattern.",
  ]);
  const low = {
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1 },
        action: { type: 'expire' },
      },
    ],
  };
  expect(found('lifecycle-count-low', ['A', of({ LifecyclePolicy: JSON.stringify(low) }), home])).toEqual([
    "warning: The lifecycle policy of the creation template 'team-a' has rule 1 that keeps 1 of all images. A few pushes delete the image that runs.",
  ]);
  expect(found('lifecycle-not-a-document', ['A', of({ LifecyclePolicy: 'keep all' }), home])).toEqual([
    "error: ECR refuses the lifecycle policy of the creation template 'team-a': it is not JSON text with a list of rules.",
  ]);
});
