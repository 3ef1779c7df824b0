import { App } from 'aws-cdk-lib';
import { isAllowed } from '../../../simulation';
import { problemsIn, problemsOf } from '../../config-cases';
import { environmentsOf, propertiesOf, stacksOf, templatesOf } from '../../config-stacks';
import { warningsOf } from '../../../synthesis';

const [ours, theirs] = ['123456789012', '210987654321'];
const environments = [
  { name: 'prod', account: ours, region: 'us-east-1' },
  { name: 'copy', account: theirs, region: 'eu-west-1' },
  { name: 'near', account: ours, region: 'us-west-2' },
];
const config = (replication: object[], more: object = {}) => ({
  environments,
  repositories: [{ name: 'prod/web', environments: ['prod'] }, { name: 'other' }],
  registry: { replication, ...more },
});
/** A repository whose tag latest moves. */
const moving = {
  name: 'prod/web',
  mutableTags: ['latest'],
  environments: ['prod'],
  retention: { keepNewest: 9, protect: ['latest'] },
};
const copies = { mutableTags: ['latest'], retention: { keepNewest: 20 }, pullers: [{ account: '111111111111' }] };
const both = config([{ environment: 'copy', prefixes: ['prod/'], copies, environments: ['prod'] }]);

const types = {
  replication: 'AWS::ECR::ReplicationConfiguration',
  policy: 'AWS::ECR::RegistryPolicy',
  template: 'AWS::ECR::RepositoryCreationTemplate',
};

test('the source copies to the account and the Region of the environment', () => {
  const templates = templatesOf(both);
  expect(propertiesOf(templates['ecr-publishing-prod-registry'], types.replication)).toEqual([
    {
      ReplicationConfiguration: {
        Rules: [
          {
            Destinations: [{ Region: 'eu-west-1', RegistryId: theirs }],
            RepositoryFilters: [{ Filter: 'prod/', FilterType: 'PREFIX_MATCH' }],
          },
        ],
      },
    },
  ]);
  expect(propertiesOf(templates['ecr-publishing-prod-registry'], types.policy)).toEqual([]);
  expect(propertiesOf(templates['ecr-publishing-copy-registry'], types.replication)).toEqual([]);
});

test('the destination lets the source create and copy below the prefix, and nothing else', async () => {
  const [policy] = propertiesOf(templatesOf(both)['ecr-publishing-copy-registry'], types.policy);
  const may = (action: string, name: string, account = ours) =>
    isAllowed(
      {
        principal: `arn:aws:iam::${account}:role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication`,
        identityPolicies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
      },
      {
        action,
        resource: `arn:aws:ecr:eu-west-1:${theirs}:repository/${name}`,
        account: theirs,
        resourcePolicy: policy?.PolicyText as object,
      },
    );
  for (const action of ['ecr:CreateRepository', 'ecr:ReplicateImage']) {
    expect(await may(action, 'prod/web')).toBe(true);
    expect(await may(action, 'prod/team/deep')).toBe(true);
    expect(await may(action, 'production')).toBe(false);
    expect(await may(action, 'dev/web')).toBe(false);
    expect(await may(action, 'prod/web', '999999999999')).toBe(false);
  }
  for (const action of [
    'ecr:PutImage',
    'ecr:BatchGetImage',
    'ecr:DeleteRepository',
    'ecr:PutLifecyclePolicy',
    'ecr:BatchImportUpstreamImage',
  ])
    expect(await may(action, 'prod/web')).toBe(false);
});

test('the copies have the retention, the tags and the policy that the file gives them', () => {
  const [template, ...others] = propertiesOf(templatesOf(both)['ecr-publishing-copy-registry'], types.template);
  expect(others).toEqual([]);
  expect(template).toMatchObject({
    Prefix: 'prod',
    AppliedFor: ['REPLICATION'],
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    EncryptionConfiguration: { EncryptionType: 'AES256' },
  });
  expect(template?.LifecyclePolicy).toContain('"countNumber":20');
  expect(template?.RepositoryPolicy).toContain('arn:aws:iam::111111111111:root');
});

const templatesFor = (replication: object[], more: object = {}) =>
  propertiesOf(templatesOf(config(replication, more))['ecr-publishing-copy-registry'], types.template).map(
    ({ Prefix: prefix }) => prefix as string,
  );

test.each<[string, object[], object, string[]]>([
  ['all names have ROOT', [{ environment: 'copy', environments: ['prod'] }], {}, ['ROOT']],
  ['a part of a name, too', [{ environment: 'copy', prefixes: ['pro'], environments: ['prod'] }], {}, ['ROOT']],
  [
    'prefixes below one share a template',
    [{ environment: 'copy', prefixes: ['prod/web', 'prod/api', 'dev/x/'], environments: ['prod', 'near'] }],
    {},
    ['prod', 'dev/x'],
  ],
  [
    'a template of the file is used',
    [{ environment: 'copy', prefixes: ['prod/'], environments: ['prod'] }],
    { creationTemplates: [{ prefix: 'prod', appliedFor: ['REPLICATION'], environments: ['copy'] }] },
    ['prod'],
  ],
  [
    'a template of the file for other reasons or environments is not used',
    [{ environment: 'copy', prefixes: ['prod/web/'], environments: ['prod'] }],
    {
      creationTemplates: [
        { prefix: 'prodx', appliedFor: ['CREATE_ON_PUSH'] },
        { prefix: 'ROOT', appliedFor: ['REPLICATION'], environments: ['near'] },
      ],
    },
    ['prodx', 'prod/web'],
  ],
])('%s', (_, replication, more, prefixes) => {
  expect(templatesFor(replication, more)).toEqual(prefixes);
});

test('another Region of the account needs no acceptance', () => {
  const templates = templatesOf(config([{ environment: 'near', environments: ['prod'] }]));
  expect(propertiesOf(templates['ecr-publishing-near-registry'], types.policy)).toEqual([]);
  expect(propertiesOf(templates['ecr-publishing-near-registry'], types.template)).toHaveLength(1);
});

const warningsIn = (file: object) => {
  const [prod] = environmentsOf({ ...file, repositories: [moving, { name: 'other' }] });
  const stack = prod?.stacks.find(({ part }) => part === 'registry');
  if (stack === undefined) throw new Error('no stack');
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  App.of(stack)?.synth(); // aspects run then
  printed.mockRestore();
  return warningsOf(stack).map((text) => text.replace(/ \[ack: .*$/, ''));
};

test('both halves have no warning, and tags that the copies would lose have one', () => {
  expect(warningsIn(both)).toEqual([]);
  expect(warningsIn(config([{ environment: 'copy', prefixes: ['prod/'], environments: ['prod'] }]))).toEqual([
    "The registry in 'eu-west-1' of account '210987654321' does not move the tag 'latest' of 'prod/web', because the creation template 'prod' " +
      'makes it immutable. ECR copies the image without the tag. List such tags in `mutableTags` of the template, or make them immutable in ' +
      'the repository.',
  ]);
});

test.each<[string, object, string[]]>([
  [
    'no destination',
    { prefixes: ['prod/'] },
    ['registry.replication[0]: must have exactly one of environment and region, got none'],
  ],
  [
    'two destinations',
    { environment: 'copy', region: 'eu-west-1', account: theirs },
    [
      'registry.replication[0]: must have exactly one of environment and region, got both',
      'registry.replication[0].account: must not be set with environment',
    ],
  ],
  [
    'settings of copies in a registry that the file does not own',
    { region: 'eu-west-1', copies: {} },
    ['registry.replication[0].copies: requires environment'],
  ],
  [
    'an unknown environment',
    { environment: 'nowhere', environments: ['prod'] },
    [
      "registry.replication[0].environment: must be an environment of `registry`, got 'nowhere'. Add it to `registry.environments`, or set " +
        '`region`.',
    ],
  ],
  [
    'an environment in another case',
    { environment: 'Copy', environments: ['prod'] },
    [
      "registry.replication[0].environment: must be an environment of `registry`, got 'Copy'. Did you mean 'copy'? Add it to " +
        '`registry.environments`, or set `region`.',
    ],
  ],
  [
    'its own environment',
    { environment: 'copy' },
    [
      "registry.replication[0].environment: must be another registry, got the one of environment 'copy'. List the other environments of " +
        'this entry.',
    ],
  ],
])('fails with %s', (_, entry, problems) => {
  expect(problemsIn({ version: 1, ...config([entry]) })).toEqual(problems);
});

test.each<[string, object[], string[]]>([
  [
    'settings that ECR refuses',
    [{ environment: 'copy', copies: { mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }, environments: ['prod'] }],
    [
      "registry.replication[0].copies.mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.",
    ],
  ],
  [
    'different settings of copies with one prefix',
    [
      { environment: 'copy', prefixes: ['prod/'], copies: {}, environments: ['prod'] },
      { environment: 'copy', prefixes: ['prod/'], copies: { mutableTags: ['x'] }, environments: ['near'] },
    ],
    [
      "registry.replication[1].copies: must be different for each template, got 'prod' twice. ECR has one template for a prefix.",
    ],
  ],
  [
    'copies in both directions',
    [
      { environment: 'copy', environments: ['prod'] },
      { environment: 'prod', environments: ['copy'] },
    ],
    [
      "registry: `replication` must not copy images to a registry that copies them back, got 'ecr-publishing-copy-registry/Registry/Settings' " +
        "and 'ecr-publishing-prod-registry/Registry/Settings'. A tag would have two sources. Separate their prefixes, or copy in one " +
        'direction only.',
    ],
  ],
])('fails with %s', (_, replication, problems) => {
  expect(problemsOf(() => stacksOf(config(replication)))).toEqual(problems);
});
