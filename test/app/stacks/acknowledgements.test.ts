import { validateConfig } from '../../../lib/app/config';
import { nagPackNames } from '../../../lib/app/nag-packs';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { newApp, type Properties, warningsOf } from '../../synthesis';
import { full, minimal, problemsIn } from '../config-cases';
import { build, propertiesOf, environmentsOf, stacksOf, templateOf } from '../config-stacks';

const reason = 'Known and meant, as the auditor was told in March.';
const two = [{ name: 'one' }, { name: 'two' }];

/** The acknowledgements that a checker of the CDK reads at each repository: ids with their reasons. */
function acknowledged(id: string, names?: string[]): Record<string, object> {
  const [stack] = environmentsOf({ repositories: two, acknowledgements: [{ id, reason, repositories: names }] });
  return Object.fromEntries(
    [...(stack?.repositories ?? [])].map(([name, { node }]) => [
      name,
      Object.assign({}, ...node.metadata.map(({ data }) => data as object)) as object,
    ]),
  );
}

test.each(nagPackNames)('a finding of %s is recorded with its pack, so that the report has the reason', (pack) => {
  const id = `${pack}-ECR1[Resource::*]`;
  expect(acknowledged(id)).toEqual({ one: { [`${pack}::${id}`]: reason }, two: { [`${pack}::${id}`]: reason } });
});

test('the repositories that it names are meant, and no other', () => {
  expect(acknowledged('AwsSolutions-ECR1', ['two'])).toEqual({
    one: {},
    two: { 'AwsSolutions::AwsSolutions-ECR1': reason },
  });
});

test('a finding of checkov is skipped in the template', () => {
  const acknowledgements = [
    { id: 'CKV_AWS_136', reason },
    { id: 'CKV_AWS_51', reason, repositories: ['two'] },
  ];
  const { Resources: resources } = templateOf({ repositories: two, acknowledgements });
  const metadata = Object.values(resources).map(({ Metadata: { checkov } = {} }) => checkov as Properties);
  const skip = (id: string) => ({ id, comment: reason });
  expect(metadata).toEqual([{ skip: [skip('CKV_AWS_136')] }, { skip: [skip('CKV_AWS_136'), skip('CKV_AWS_51')] }]);
});

describe('a warning of ours', () => {
  const repositories = [{ name: 'service', pullers: [{ user: 'arn:aws:iam::123456789012:user/bob' }] }];

  function warnings(config: object): string[] {
    const said = jest.spyOn(console, 'error').mockImplementation();
    const app = newApp();
    addRegistryStacks(app, validateConfig({ ...minimal, repositories, ...config }));
    const messages = app.synth().stacks.flatMap((stack) => stack.messages.map(({ entry }) => entry.data as string));
    said.mockRestore();
    return messages;
  }

  test('is said', () => {
    expect(warnings({})).toEqual([expect.stringMatching(/^An IAM user has access, .* \[ack: .*:IamUser\]$/)]);
  });

  test('is not shown when it is acknowledged', () => {
    expect(warnings({ acknowledgements: [{ id: 'cdk-ecr-publishing:IamUser', reason }] })).toEqual([]);
  });

  test('is shown when another one is acknowledged', () => {
    expect(warnings({ acknowledgements: [{ id: 'cdk-ecr-publishing:OwnAccount', reason }] })).toHaveLength(1);
  });
});

describe('a warning of a publisher', () => {
  const publishers = ['one', 'two'].map((name) => ({
    name,
    github: [{ repository: 'acme/app', branches: ['main'] }],
    repositories: ['one'],
  }));
  const id = 'cdk-ecr-publishing:GitHubSubjectWithoutIds';

  function publishersWarned(acknowledgements?: object[]): string[] {
    const [stack] = environmentsOf({ repositories: two, publishers, acknowledgements });
    return [...(stack?.publishers ?? [])].filter(([, made]) => warningsOf(made).length > 0).map(([name]) => name);
  }

  test('is said of each', () => {
    expect(publishersWarned()).toEqual(['one', 'two']);
  });

  test('is not shown when it is acknowledged, for named publishers or for all', () => {
    expect(publishersWarned([{ id, reason, publishers: ['two'] }])).toEqual(['one']);
    expect(publishersWarned([{ id, reason }])).toEqual([]);
  });

  test('is shown when it is acknowledged for repositories', () => {
    expect(publishersWarned([{ id, reason, repositories: ['one'] }])).toEqual(['one', 'two']);
  });

  test('fails when the publisher is none of the file, or the finding is one of checkov', () => {
    const acknowledgements = [
      { id, reason, publishers: ['three'] },
      { id: 'CKV_AWS_60', reason, publishers: ['one'] },
    ];
    expect(problemsIn({ ...minimal, repositories: two, publishers, acknowledgements })).toEqual([
      "acknowledgements[0].publishers[0]: must be the name of a publisher of this file, got 'three'",
      'acknowledgements[1]: must name only repositories for a checkov finding, got publishers. Remove publishers.',
    ]);
  });
});

test('an acknowledgement changes nothing that is deployed', () => {
  const config = { repositories: two, acknowledgements: [{ id: 'CKV_AWS_136', reason }] };
  expect(propertiesOf(templateOf(config), 'AWS::ECR::Repository')).toEqual(
    propertiesOf(templateOf({ repositories: two }), 'AWS::ECR::Repository'),
  );
});

test.each([
  ['builds', 'Builds'],
  ['pull requests', 'PullRequests'],
])('what the review finds in the project for %s of a build is meant with the build', (_, section) => {
  const connectionArn = full.builds[0]?.source.connectionArn;
  const source = { gitlab: 'acme/service', connectionArn, branches: ['main'] };
  const builds = [
    build('service', { source, pullRequests: { commands: ['make'], approvers: ['GITLAB_MAINTAINER'] } }),
    build('service', { name: 'other' }),
  ];
  const id = 'EcrPublishingChecks::build-pull-request-privileged';
  const stacks = stacksOf({ builds, acknowledgements: [{ id, reason, builds: ['build'] }] });
  const recorded = stacks
    .flatMap((stack) => stack.node.findAll())
    .filter(({ node }) => JSON.stringify(node.metadata).includes(id));
  expect(recorded.map(({ node }) => node.path)).toContain(`ecr-publishing-prod-builds/${section}/build`);
  expect(recorded).toHaveLength(2);
});

test('a finding about identities is recorded at the entry that it names', () => {
  const entry = (name: string) => ({ name, roles: [name], pullRepositories: ['one'] });
  const id = 'AwsSolutions-IAM5';
  const [stack] = environmentsOf({
    repositories: two,
    identities: [entry('readers'), entry('deployers')],
    acknowledgements: [{ id, reason, identities: ['readers'] }],
  });
  const recorded = [...(stack?.identities ?? [])].filter(([, { node }]) => JSON.stringify(node.metadata).includes(id));
  expect(recorded.map(([name]) => name)).toEqual(['readers']);
});

test('fails when the identities are none of the file, or the finding is one of checkov', () => {
  const acknowledgements = [
    { id: 'AwsSolutions-IAM5', reason, identities: ['nobody'] },
    { id: 'CKV_AWS_60', reason, identities: ['readers'] },
  ];
  const identities = [{ name: 'readers', roles: ['reader'], pullRepositories: ['one'] }];
  expect(problemsIn({ ...minimal, repositories: two, identities, acknowledgements })).toEqual([
    "acknowledgements[0].identities[0]: must be the name of an entry of identities of this file, got 'nobody'",
    'acknowledgements[1]: must name only repositories for a checkov finding, got identities. Remove identities.',
  ]);
});

test('fails when the reason has a secret', () => {
  const acknowledgements = [{ id: 'CKV_AWS_136', reason: 'Ask with the token ghp_0123456789abcdefABCDEF for more.' }];
  expect(problemsIn({ ...minimal, acknowledgements })).toEqual([
    'acknowledgements[0].reason: must not have a secret, got a text that looks like one. Anyone who can read the template ' +
      'can read it.',
  ]);
});

test('fails when the review has no such finding', () => {
  const acknowledgements = [{ id: 'EcrPublishingChecks::nope', reason }];
  expect(problemsIn({ ...minimal, acknowledgements })).toEqual([
    'acknowledgements[0].id: must be the id of a finding of cdk-nag, checkov or the review, got ' +
      "'EcrPublishingChecks::nope'. Examples are 'AwsSolutions-ECR1' and 'CKV_AWS_136'.",
  ]);
});

describe('a finding about a part that is several resources', () => {
  const id = 'cdk-ecr-publishing:TopicPolicyNotChanged';
  const contributor = (name: string) => ({
    name,
    repository: `incoming/${name}`,
    assumedBy: 'arn:aws:iam::123456789012:role/user-services',
    expiresAt: '2026-12-01T00:00:00Z',
  });
  const parts = { builds: [build('service')], contributors: [contributor('alice'), contributor('bob')] };

  test.each(['builds', 'contributors'] as const)('is recorded at the %s that it names', (key) => {
    const [first = ''] = parts[key].map(({ name }: { name?: string }) => name);
    const [stack] = environmentsOf({ ...parts, acknowledgements: [{ id, reason, [key]: [first] }] });
    const recorded = [...(stack?.builds ?? []), ...(stack?.contributors ?? [])]
      .filter(([, { node }]) => JSON.stringify(node.metadata).includes(id))
      .map(([name]) => name);
    expect(recorded).toEqual([first]);
  });

  test.each(['publishers', 'builds', 'contributors'])('fails when checkov is to skip %s', (key) => {
    const lines = problemsIn({ ...minimal, acknowledgements: [{ id: 'CKV_AWS_136', reason, [key]: ['service'] }] });
    expect(lines).toContain(
      `acknowledgements[0]: must name only repositories for a checkov finding, got ${key}. Remove ${key}.`,
    );
  });

  test.each(['build', 'contributor'])('fails when a %s is none of the file', (kind) => {
    const acknowledgements = [{ id, reason, [`${kind}s`]: ['nope'] }];
    expect(problemsIn({ ...minimal, acknowledgements })).toEqual([
      `acknowledgements[0].${kind}s[0]: must be the name of a ${kind} of this file, got 'nope'`,
    ]);
  });
});
