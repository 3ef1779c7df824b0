import { problemsIn } from '../../config-cases';
import { dependenciesOf, propertiesOf, publisher, templatesOf } from '../../config-stacks';

const account = '123456789012';
const environments = [
  { name: 'prod', account, region: 'us-east-1', home: true },
  { name: 'copy', account, region: 'eu-west-1' },
];
const exclusion = 'AWS::ECR::PullTimeUpdateExclusion';
const scanner = `arn:aws:iam::${account}:role/scanner`;

const config = {
  environments,
  repositories: [{ name: 'service' }, { name: 'own', retention: { keepNewest: 5 } }],
  publishers: [publisher('service', { name: 'ci' })],
  registry: {
    archiveUnpulled: { deployedTags: ['prod'], archiveUnpulledAfterDays: 60 },
    pullTimeExclusions: [scanner],
  },
};

const rulesOf = (policy: unknown) =>
  (
    JSON.parse((policy as { LifecyclePolicyText: string }).LifecyclePolicyText) as { rules: { description: string }[] }
  ).rules.map(({ description }) => description);

test('repositories without a retention have the one of the registry, and no pull by a role of the file counts', () => {
  const templates = templatesOf(config);
  for (const name of ['prod', 'copy']) {
    const repositories = propertiesOf(templates[`ecr-publishing-${name}`], 'AWS::ECR::Repository');
    expect(
      Object.fromEntries(
        repositories.map(({ RepositoryName: key, LifecyclePolicy: policy }) => [key, rulesOf(policy)]),
      ),
    ).toEqual({
      service: [
        'Protect images tagged prod',
        'Protect images tagged prod, archived ones',
        'Expire untagged images after 1 day',
        'Archive images after 60 days without a pull',
        'Expire archived images after 365 days',
      ],
      own: ['Keep the newest 5 images'],
    });
  }
  const excluded = Object.entries(templates).map(([name, template]) => [
    name.replace('ecr-publishing-', ''),
    propertiesOf(template, exclusion).map(({ PrincipalArn: arn }) => arn as unknown),
  ]);
  expect(Object.fromEntries(excluded.filter(([, list]) => list?.length))).toEqual({
    'prod-publishers': [{ 'Fn::GetAtt': [expect.stringMatching(/^Publishersci/), 'Arn'] }],
    'prod-registry': [scanner],
    'copy-registry': [scanner, `arn:aws:iam::${account}:role/ci`],
  });
});

test('an exclusion of another Region waits for its role', () => {
  expect(dependenciesOf(config)).toMatchObject({ 'ecr-publishing-copy-registry': ['ecr-publishing-prod-publishers'] });
});

test.each<[string, object]>([
  ['of the registry', { ...config.registry, environments: ['copy'] }],
  ['that it names', { archiveUnpulled: { ...config.registry.archiveUnpulled, environments: ['copy'] } }],
])('only the environments %s have it', (_, registry) => {
  const templates = templatesOf({ ...config, registry });
  const texts = (name: string) => JSON.stringify(templates[name]);
  expect(texts('ecr-publishing-prod')).not.toContain('without a pull');
  expect(texts('ecr-publishing-copy')).toContain('without a pull');
  expect(templates['ecr-publishing-prod-registry']).toBeUndefined();
});

const registry = (archiveUnpulled: object) => ({ ...config, registry: { archiveUnpulled } });

test.each<[string, object, string[]]>([
  ['no tag is deployed', registry({}), ['registry.archiveUnpulled.deployedTags: is required']],
  [
    'each tag is deployed, and a time is too short',
    registry({ deployedTags: ['*'], expireArchivedAfterDays: 30 }),
    [
      "registry.archiveUnpulled.deployedTags[0]: must not match every tag, got '*'. No image would be archived. Name the tags of deployed " +
        'images.',
      'registry.archiveUnpulled.expireArchivedAfterDays: must be a whole number from 90 on, got the number 30',
    ],
  ],
  [
    'each repository has its own retention',
    { ...config, defaults: { retention: { keepNewest: 9 } } },
    [
      'registry.archiveUnpulled: must be the retention of a repository, got none without its own `retention` in any environment. Remove ' +
        '`retention` of some repositories, or remove it here.',
    ],
  ],
  [
    'each repository of a chosen environment has its own retention',
    {
      ...config,
      repositories: [{ name: 'service', perEnvironment: { copy: { retention: { keepNewest: 9 } } } }],
      registry: { archiveUnpulled: { deployedTags: ['prod'], environments: ['prod', 'copy'] } },
    },
    [
      "registry.archiveUnpulled: must be the retention of a repository, got none without its own `retention` in environment 'copy'. Remove " +
        '`retention` of some repositories, or remove it here.',
    ],
  ],
  [
    'an environment has no settings of a registry',
    {
      ...config,
      registry: {
        environments: ['copy'],
        scanning: { type: 'BASIC', environments: ['prod'] },
        archiveUnpulled: { deployedTags: ['prod'], environments: ['copy', 'prod'] },
      },
    },
    ['archiveUnpulled.environments[1]', 'scanning.environments[0]'].map(
      (path) =>
        `registry.${path}: must be an environment of \`registry\`, got 'prod'. Add it to \`registry.environments\`, or remove it here.`,
    ),
  ],
  [
    'a principal is a wildcard',
    { ...config, registry: { ...config.registry, pullTimeExclusions: [`arn:aws:iam::${account}:role/*`] } },
    [
      "registry.pullTimeExclusions[0]: must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got " +
        `'arn:aws:iam::${account}:role/*'. IAM accepts no wildcard in a principal. Name each role.`,
    ],
  ],
])('fails when %s', (_, faulty, problems) => {
  expect(problemsIn({ version: 1, ...faulty })).toEqual(problems);
});
