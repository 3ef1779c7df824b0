import { changeKinds } from '../../../lib/review/changes/all-changes';
import { foundKinds } from '../../../lib/review/changes/change-kind';
import {
  changesOf,
  changesOfAll,
  days,
  image,
  kms,
  lifecycle,
  linesOf,
  lostImages,
  resource,
  retain,
  stack,
} from './changed';

test('each kind is in the table once, in the order of its list', () => {
  expect(changeKinds.map(({ kind }) => kind)).toEqual([...foundKinds]);
});

const source = (logicalId: string, template = 'app') => ({ template, logicalId, path: '' });

test('the encryption of a repository with a fixed name fails to deploy', () => {
  expect(
    changesOf({ App: image({ RepositoryName: 'app' }) }, { App: image({ RepositoryName: 'app', ...kms }) }),
  ).toEqual([
    {
      kind: 'replaced',
      what: "Repository 'app' is replaced, because `EncryptionConfiguration` changes",
      why: 'CloudFormation creates the new repository before it deletes the old one, and its fixed name exists. The deployment fails.',
      fix: 'Change `EncryptionConfiguration` back, or create another repository with these settings, copy the images to it, and change what pushes and pulls before you remove this one.',
      source: source('App'),
    },
  ]);
});

test.each([
  ['are retained', {}, retain, 'The old repository is retained with its images, in no stack (UpdateReplacePolicy).'],
  [
    'stay if there are any',
    {},
    {},
    'Then it deletes the old repository. If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.',
  ],
  [
    'are deleted',
    { EmptyOnDelete: true },
    {},
    'Then it deletes the old repository. EmptyOnDelete is true, so all of its images are deleted with it.',
  ],
])('images of a replaced repository with a generated name %s', (_, properties, attributes, old) => {
  const changes = changesOf(
    { App: image(properties, attributes) },
    { App: image({ ...properties, ...kms }, attributes) },
  );
  expect(changes.map(({ what, why }) => [what, why])).toEqual([
    [
      'Repository App, whose name is generated, is replaced, because `EncryptionConfiguration` changes',
      `CloudFormation creates a new repository with a new name and without images. ${old}`,
    ],
  ]);
});

const key = (arn: unknown) =>
  image({ RepositoryName: 'app', EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: arn } });

test.each([
  ['another key', key('arn:aws:kms:eu-west-1:123456789012:key/1'), key('arn:aws:kms:eu-west-1:123456789012:key/2')],
  ['a key', image({ RepositoryName: 'app', ...kms }), key('arn:aws:kms:eu-west-1:123456789012:key/1')],
  ['no encryption', image({ RepositoryName: 'app', ...kms }), image({ RepositoryName: 'app' })],
])('%s replaces the repository', (_, before, after) => {
  expect(linesOf(changesOf({ App: before }, { App: after }))).toEqual([
    "replaced: Repository 'app' is replaced, because `EncryptionConfiguration` changes",
  ]);
});

test('a value that only the deployment knows is unknown, and the same one is no change', () => {
  const [one, other] = [key({ Ref: 'Key' }), key({ Ref: 'OtherKey' })];
  expect(linesOf(changesOf({ App: one }, { App: one }))).toEqual([]);
  expect(changesOf({ App: one }, { App: other })).toEqual([
    {
      kind: 'unknown',
      what: "It is not known whether repository 'app' is replaced: `EncryptionConfiguration` has a value that only the deployment knows",
      why: 'If it changes, this happens: CloudFormation creates the new repository before it deletes the old one, and its fixed name exists. The deployment fails.',
      fix: 'Look at the values before and after in a change set, such as that of `npx cdk diff`.',
      source: source('App'),
    },
  ]);
});

test.each([
  ['before', { Ref: 'Name' }, 'app', "its name was '${app.Name}' and is now 'app'"],
  ['after', 'app', { Ref: 'Name' }, "its name was 'app' and is now '${app.Name}'"],
])('a name that only the deployment knows %s may be another one', (_, before, after, names) => {
  const changes = changesOf({ App: image({ RepositoryName: before }) }, { App: image({ RepositoryName: after }) });
  expect(linesOf(changes)[0]).toMatch(/^unknown: It is not known whether repository '.*' is renamed: /);
  expect(linesOf(changes)[0]).toContain(`${names}. Only the deployment knows whether these are equal`);
});

const role = (properties: object) =>
  resource('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [] }, ...properties });

test.each([
  [
    'a policy with another description',
    resource('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'push',
      Description: 'a',
      PolicyDocument: { Statement: [] },
    }),
    resource('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'push',
      Description: 'b',
      PolicyDocument: { Statement: [] },
    }),
    ["replaced: Policy 'push' is replaced, because `Description` changes"],
  ],
  [
    'a role with another path',
    role({ RoleName: 'ci' }),
    role({ RoleName: 'ci', Path: '/ci/' }),
    ["replaced: Role 'ci' is replaced, because `Path` changes"],
  ],
  [
    'a cache with other credentials',
    resource('AWS::ECR::PullThroughCacheRule', {
      EcrRepositoryPrefix: 'hub',
      UpstreamRegistryUrl: 'registry-1.docker.io',
    }),
    resource('AWS::ECR::PullThroughCacheRule', {
      EcrRepositoryPrefix: 'hub',
      UpstreamRegistryUrl: 'registry-1.docker.io',
      CredentialArn: 'arn:x',
    }),
    ["replaced: Pull through cache rule 'hub' is replaced, because `CredentialArn` changes"],
  ],
  [
    'a task definition, which gets a revision',
    resource('AWS::ECS::TaskDefinition', { Family: 'web', Cpu: '256' }),
    resource('AWS::ECS::TaskDefinition', { Family: 'web', Cpu: '512' }),
    [],
  ],
  [
    'numbers and booleans as texts',
    image({ RepositoryName: 'app', EmptyOnDelete: 'true' }),
    image({ RepositoryName: 'app', EmptyOnDelete: true }),
    [],
  ],
])('%s', (_, before, after, lines) => {
  expect(linesOf(changesOf({ One: before }, { One: after }))).toEqual(lines);
});

test('an ECS service in another cluster may have the same name', () => {
  const service = (Cluster: string) => resource('AWS::ECS::Service', { ServiceName: 'web', Cluster });
  expect(changesOf({ Web: service('a') }, { Web: service('b') }).map(({ what, why }) => [what, why])).toEqual([
    [
      "ECS service 'web' is replaced, because `Cluster` changes",
      'CloudFormation creates a new ECS service in another Cluster. Then it deletes the old ECS service. Its tasks stop.',
    ],
  ]);
});

test('a repository with another name starts without images', () => {
  expect(
    changesOf({ App: image({ RepositoryName: 'app' }, retain) }, { App: image({ RepositoryName: 'apps' }, retain) }),
  ).toEqual([
    {
      kind: 'renamed',
      what: "Repository 'app' is renamed to 'apps'",
      why: 'A name cannot change, so CloudFormation creates a new repository without images. The old repository is retained with its images, in no stack (UpdateReplacePolicy).',
      fix: 'Keep the name, or copy the images to the new one, and change what pushes and pulls before you remove the old one.',
      source: source('App'),
    },
  ]);
});

test('a role whose name differs in its case alone fails to deploy', () => {
  expect(changesOf({ Ci: role({ RoleName: 'Ci' }) }, { Ci: role({ RoleName: 'ci' }) })).toEqual([
    {
      kind: 'renamed',
      what: "Role 'Ci' is renamed to 'ci'",
      why: 'IAM ignores upper and lower case in names. CloudFormation creates the new one first, so its name exists, and the deployment fails.',
      fix: 'Keep the name as it is, or choose one that differs in more than its case.',
      source: source('Ci'),
    },
  ]);
});

const sub = (text: string) => image({ RepositoryName: { 'Fn::Sub': text } });

test.each([
  ['text around a value', '${AWS::StackName}-a', '${AWS::StackName}-b', 'renamed'],
  ['another value', '${AWS::StackName}-a', '${Prefix}-a', 'unknown'],
  ['the same', '${AWS::StackName}-a', '${AWS::StackName}-a', undefined],
])('a name with Fn::Sub and %s', (_, before, after, kind) => {
  const parameters = { Prefix: { Type: 'String' } };
  const withParameters = (resources: object) => [
    stack('app', {}, { body: { Parameters: parameters, Resources: resources } }),
  ];
  const changes = changesOfAll(withParameters({ App: sub(before) }), withParameters({ App: sub(after) }));
  expect(changes.map((change) => change.kind)).toEqual(kind === undefined ? [] : [kind]);
});

test('another logical id under one name fails to deploy', () => {
  const app = image({ RepositoryName: 'app' }, retain);
  expect(changesOf({ Old: app }, { New: app })).toEqual([
    {
      kind: 'moved',
      what: "Repository 'app' moves from logical id Old to logical id New",
      why: 'CloudFormation creates the new one before it deletes the old one. Its name exists, so the deployment fails with "already exists".',
      fix: 'Keep the logical id with `overrideLogicalId`, or move the resource with `npx cdk refactor --unstable=refactor` before you deploy.',
      source: source('New'),
    },
  ]);
});

test.each([
  [
    'retained',
    retain,
    'If the old stack is deployed first, the resource is retained, and its name still exists.',
    'Or remove it from the old stack',
  ],
  [
    'deleted',
    { EmptyOnDelete: true },
    'If the old stack is deployed first, CloudFormation deletes it. EmptyOnDelete is true, so all of its images are deleted with it.',
    'Or set its DeletionPolicy to `Retain` and deploy that, remove it from the old stack',
  ],
])('a repository in another stack, if it is %s', (_, how, first, otherWay) => {
  const { EmptyOnDelete, ...attributes } = { EmptyOnDelete: false, ...how };
  const app = image({ RepositoryName: 'app', EmptyOnDelete }, attributes);
  const keep = image({ RepositoryName: 'keep' });
  const before = [stack('one', { App: app, Keep: keep }), stack('two', {})];
  const after = [stack('one', { Keep: keep }), stack('two', { App: app })];
  expect(changesOfAll(before, after)).toEqual([
    {
      kind: 'moved',
      what: "Repository 'app' moves from stack one to stack two",
      why: `The deployment of the new stack fails with "already exists" as long as the old one has it. ${first}`,
      fix: `Run \`npx cdk refactor --unstable=refactor\` before you deploy. ${otherWay}, deploy that one, and import it into the new one with \`npx cdk import\`.`,
      source: source('App', 'two'),
    },
  ]);
});

test('a repository in another account or Region does not move', () => {
  const app = { App: image({ RepositoryName: 'app' }, retain) };
  const there = { env: { partition: 'aws', account: '123456789012', region: 'us-east-1' } };
  const lines = linesOf(
    changesOfAll([stack('one', app), stack('two', {}, there)], [stack('one', {}), stack('two', app, there)]),
  );
  expect(lines).toEqual(["orphaned: Repository 'app' is orphaned: no stack has it any more"]);
});

test('a repository in a nested stack moves, and that is created first', () => {
  const app = { App: image({ RepositoryName: 'app' }, retain) };
  const nested = stack('one/Nested', app, { nestedIn: { template: 'one', logicalId: 'Nested' } });
  const parent = stack('one', { Nested: resource('AWS::CloudFormation::Stack', { TemplateURL: 'nested.json' }) });
  const changes = changesOfAll([stack('one', app)], [parent, nested]);
  expect(changes.map(({ what, why }) => [what, why])).toEqual([
    [
      "Repository 'app' moves from stack one to stack one/Nested",
      'The deployment of the new stack fails with "already exists" as long as the old one has it. A nested stack is created before its parent deletes anything.',
    ],
  ]);
});

test('a nested stack that can no longer be read is unknown, and its resources are not gone', () => {
  const nested = stack(
    'one/Nested',
    { App: image({ RepositoryName: 'app' }) },
    { nestedIn: { template: 'one', logicalId: 'Nested' } },
  );
  const parent = stack('one', { Nested: resource('AWS::CloudFormation::Stack', { TemplateURL: 'nested.json' }) });
  expect(changesOfAll([parent, nested], [parent])).toEqual([
    {
      kind: 'unknown',
      what: "It is not known what changes in nested stack 'one/Nested'",
      why: 'Its template could be read before, and not now.',
      fix: 'Give the review the template of the nested stack.',
      source: source('Nested', 'one'),
    },
  ]);
});

test('a removed repository that is retained is orphaned, with the way to clean up', () => {
  expect(changesOf({ App: image({ RepositoryName: 'app' }, retain) }, {})).toEqual([
    {
      kind: 'orphaned',
      what: "Repository 'app' is orphaned: no stack has it any more",
      why: 'Its DeletionPolicy is Retain, so it stays in AWS with its images, and its lifecycle policy goes on. No stack can create its name again.',
      fix: 'To clean up, run `aws ecr delete-repository --force --repository-name app --region eu-west-1`. To keep it, add it again and run `npx cdk import`.',
      source: source('App'),
    },
  ]);
});

test('a retained repository without a name, whose construct has a new logical id, is kept by the old one', () => {
  const at = (path: string) => ({ ...retain, Metadata: { 'aws:cdk:path': path } });
  const before = { App714FB1B2: image({}, at('one/App/Resource')) };
  expect(changesOf(before, { App: image({}, at('one/App/Default')) })).toEqual([
    expect.objectContaining({
      kind: 'orphaned',
      fix: expect.stringMatching(
        /^To clean up, run `aws ecr delete-repository [^`]*`\. To keep it, give repository App its logical id: `overrideLogicalId\('App714FB1B2'\)`\.$/,
      ) as string,
    }),
  ]);
});

test.each([
  ['with its images', { EmptyOnDelete: true }, 'EmptyOnDelete is true, so all of its images are deleted with it.'],
  [
    'if it has none',
    {},
    'If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.',
  ],
])('a removed repository that is not retained is deleted %s', (_, properties, why) => {
  expect(changesOf({ App: image({ RepositoryName: 'app', ...properties }) }, {})).toEqual([
    {
      kind: 'deleted',
      what: "Repository 'app' is deleted",
      why: `No template has it any more, and its DeletionPolicy does not keep it. ${why}`,
      fix: 'Keep it, or set its DeletionPolicy to `Retain` and deploy that before you remove it.',
      source: source('App'),
    },
  ]);
});

test('a build with another name and logical id is replaced, and its retained log group is orphaned', () => {
  const build = (name: string) => ({
    [`${name}Project`]: resource('AWS::CodeBuild::Project', { Name: name }),
    [`${name}Logs`]: resource('AWS::Logs::LogGroup', { LogGroupName: `/aws/codebuild/${name}` }, retain),
  });
  expect(changesOf(build('a'), build('b'))).toEqual([
    {
      kind: 'replaced',
      what: "Build project 'a' is replaced by build project 'b'",
      why: 'Their logical ids differ, so CloudFormation creates a new build project and deletes the old one. Its history of builds is deleted, and nothing can start it.',
      fix: 'Keep the name and the logical id, or change everything that uses the old build project first.',
      source: source('bProject'),
    },
    {
      kind: 'orphaned',
      what: "Log group '/aws/codebuild/a' is orphaned: no stack has it any more",
      why: "Its DeletionPolicy is Retain, so it stays in AWS. No stack can create its name again. Log group '/aws/codebuild/b' takes its place.",
      fix: 'To clean up, run `aws logs delete-log-group --log-group-name /aws/codebuild/a --region eu-west-1`. To keep it, add it again and run `npx cdk import`.',
      source: source('aLogs'),
    },
  ]);
});

test('a repository that exists only under a condition now may be deleted', () => {
  const body = (condition: object) => ({
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: { App: { ...image({ RepositoryName: 'app' }), ...condition } },
  });
  const changes = changesOfAll(
    [stack('app', {}, { body: body({}) })],
    [stack('app', {}, { body: body({ Condition: 'IsProd' }) })],
  );
  expect(linesOf(changes)).toEqual(["deleted: Repository 'app' is deleted unless IsProd"]);
});

test('a stack that is missing stays, with what its deletion would delete', () => {
  const resources = {
    App: image({ RepositoryName: 'app' }, retain),
    Web: image({ RepositoryName: 'web' }),
  };
  expect(changesOfAll([stack('one', {}), stack('two', resources)], [stack('one', {})])).toEqual([
    {
      kind: 'orphaned',
      what: "Stack 'two' is not among the new templates",
      why: "A deployment deletes no stack that is missing, so everything in it stays as it is. A deletion of the stack deletes repository 'web' if empty and otherwise fails, and retains repository 'app'.",
      fix: 'If the stack is no longer needed, delete it with `aws cloudformation delete-stack --stack-name two --region eu-west-1`. Otherwise add it again, or review all templates.',
      source: source('', 'two'),
    },
  ]);
});

test('a stack that is missing without anything left in it is no change', () => {
  const app = { App: image({ RepositoryName: 'app' }, retain) };
  const lines = linesOf(changesOfAll([stack('one', app), stack('two', {})], [stack('two', app)]));
  expect(lines).toEqual(["moved: Repository 'app' moves from stack one to stack two"]);
});

test('a new stack destroys nothing', () => {
  const one = stack('one', { App: image({ RepositoryName: 'app' }) });
  expect(changesOfAll([one], [one, stack('two', { Web: image({ RepositoryName: 'web' }) })])).toEqual([]);
});

test('stacks with one name in two Regions are compared each with its own', () => {
  const of = (region: string, properties: object) =>
    stack(
      'app',
      { App: image({ RepositoryName: 'app', ...properties }) },
      { name: `app ${region}`, env: { account: '123456789012', region } },
    );
  const changes = changesOfAll(
    [of('eu-west-1', kms), of('us-east-1', {})],
    [of('us-east-1', {}), of('eu-west-1', kms)],
  );
  expect(changes).toEqual([]);
});

test('two files are compared under any names', () => {
  const file = (name: string, properties: object) => ({
    ...stack(name, { App: image({ RepositoryName: { Ref: 'Name' }, ...properties }) }),
    isStack: false,
  });
  expect(changesOfAll([file('before', {})], [file('after', {})])).toEqual([]);
  expect(linesOf(changesOfAll([file('before', {})], [file('after', kms)]))).toEqual([
    "replaced: Repository '${before.Name}' is replaced, because `EncryptionConfiguration` changes",
  ]);
});

const emptied = { EmptyOnDelete: true };
const named = { RepositoryName: 'app' };
const queue = { Queue: resource('AWS::SQS::Queue', {}) };

test.each([
  ['deleted with EmptyOnDelete', { App: image(emptied), ...queue }, queue],
  ['replaced without a fixed name', { App: image(emptied) }, { App: image({ ...emptied, ...kms }) }],
  ['renamed', { App: image({ ...emptied, ...named }) }, { App: image({ ...emptied, RepositoryName: 'other' }) }],
  ['with shorter retention', { App: image({ ...named }) }, { App: image({ ...named, ...lifecycle(days(1)) }) }],
  ['without its key', { Key: resource('AWS::KMS::Key', {}), ...queue }, queue],
])('images are lost: %s', (_, before, after) => {
  expect(lostImages(before, after)).toHaveLength(1);
});

test.each([
  ['deleted only if it is empty', { App: image(named), ...queue }, queue],
  [
    'replaced with a fixed name',
    { App: image({ ...emptied, ...named }) },
    { App: image({ ...emptied, ...named, ...kms }) },
  ],
  ['replaced and retained', { App: image(emptied, retain) }, { App: image({ ...emptied, ...kms }, retain) }],
  ['moved to another logical id', { App: image({ ...emptied, ...named }) }, { Other: image({ ...emptied, ...named }) }],
  [
    'logs for a shorter time',
    { Logs: resource('AWS::Logs::LogGroup', {}) },
    { Logs: resource('AWS::Logs::LogGroup', { RetentionInDays: 1 }) },
  ],
])('no images are lost: %s', (_, before, after) => {
  expect(changesOf(before, after)).not.toEqual([]);
  expect(lostImages(before, after)).toEqual([]);
});

test('changes that lose images are the first ones, before a deployment that fails', () => {
  const before = { A: image({ RepositoryName: 'a' }), B: image({ RepositoryName: 'b' }) };
  const after = {
    A: image({ RepositoryName: 'a', ...kms }),
    B: image({ RepositoryName: 'b', ...lifecycle(days(1)) }),
  };
  expect(linesOf(changesOf(before, after))).toEqual([
    "retention shrinks: Repository 'b' deletes more images than before",
    "replaced: Repository 'a' is replaced, because `EncryptionConfiguration` changes",
  ]);
});
