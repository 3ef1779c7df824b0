import { account, allow, document, pull, repository } from '../reviewed';
import { changesOf, changesOfAll, image, linesOf, resource, retain, stack } from './changed';

const app = (properties: object, attributes: object = {}) =>
  image({ RepositoryName: 'app', ...properties }, attributes);

const held =
  'If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.';

test('a repository that is no longer retained has less protection', () => {
  const source = { template: 'app', logicalId: 'App', path: '' };
  const fix = 'Change it back, or say in the pull request why the protection is no longer needed.';
  const retained = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
  expect(changesOf({ App: app({}, retained) }, { App: app({}) })).toEqual([
    {
      kind: 'protection lowered',
      what: "Repository 'app' is no longer retained by its DeletionPolicy",
      why: `CloudFormation tries to delete it if it leaves the template, or if the stack is deleted. ${held}`,
      fix,
      source,
    },
    {
      kind: 'protection lowered',
      what: "Repository 'app' is no longer retained by its UpdateReplacePolicy",
      why: `CloudFormation tries to delete it if a later change replaces it. ${held}`,
      fix,
      source,
    },
  ]);
  expect(changesOf({ App: app({}) }, { App: app({}, retained) })).toEqual([]);
  expect(changesOf({ App: app({}, retain) }, { App: app({}, retained) })).toEqual([]);
});

const filters = (...tags: string[]) =>
  tags.map((tag) => ({
    ImageTagMutabilityExclusionFilterType: 'WILDCARD',
    ImageTagMutabilityExclusionFilterValue: tag,
  }));
const tags = (ImageTagMutability: string, ...excluded: string[]) =>
  app({ ImageTagMutability, ImageTagMutabilityExclusionFilters: filters(...excluded) });

test.each([
  ['all', tags('IMMUTABLE'), tags('MUTABLE'), "All tags of repository 'app' become mutable"],
  ['by default', tags('IMMUTABLE'), app({}), "All tags of repository 'app' become mutable"],
  [
    'excluded',
    tags('IMMUTABLE'),
    tags('IMMUTABLE_WITH_EXCLUSION', 'latest'),
    "Tags 'latest' of repository 'app' become mutable",
  ],
  [
    'another excluded one',
    tags('IMMUTABLE_WITH_EXCLUSION', 'latest'),
    tags('IMMUTABLE_WITH_EXCLUSION', 'latest', 'dev*'),
    "Tags 'dev*' of repository 'app' become mutable",
  ],
  [
    'all but a few',
    tags('IMMUTABLE'),
    tags('MUTABLE_WITH_EXCLUSION', 'v*'),
    "All tags except 'v*' of repository 'app' become mutable",
  ],
  [
    'the last that did not',
    tags('MUTABLE_WITH_EXCLUSION', 'v*'),
    tags('MUTABLE'),
    "Tags 'v*' of repository 'app' become mutable",
  ],
])('tags that may move: %s', (_, before, after, what) => {
  expect(linesOf(changesOf({ App: before }, { App: after }))).toEqual([`protection lowered: ${what}`]);
});

test.each([
  ['none', tags('MUTABLE'), tags('IMMUTABLE')],
  ['a pattern that was excluded', tags('IMMUTABLE_WITH_EXCLUSION', 'dev*'), tags('IMMUTABLE_WITH_EXCLUSION', 'dev-1')],
])('tags that move less: %s', (_, before, after) => {
  expect(changesOf({ App: before }, { App: after })).toEqual([]);
});

test('tags that only the deployment knows are unknown', () => {
  expect(linesOf(changesOf({ App: tags('IMMUTABLE') }, { App: app({ ImageTagMutability: { Ref: 'Tags' } }) }))).toEqual(
    ["unknown: It is not known whether tags of repository 'app' become mutable"],
  );
});

const scanned = app({ ImageScanningConfiguration: { ScanOnPush: true } });
const scanning = (Filter: string, ScanFrequency = 'SCAN_ON_PUSH') =>
  resource('AWS::ECR::RegistryScanningConfiguration', {
    ScanType: 'BASIC',
    Rules: [{ ScanFrequency, RepositoryFilters: [{ Filter, FilterType: 'WILDCARD' }] }],
  });

test('scans that the registry takes over are no loss', () => {
  expect(linesOf(changesOf({ App: scanned }, { App: app({}) }))).toEqual([
    "protection lowered: Repository 'app' no longer scans images when they are pushed",
  ]);
  expect(changesOf({ App: scanned }, { App: app({}), Scans: scanning('*') })).toEqual([]);
  expect(linesOf(changesOf({ App: scanned }, { App: app({}), Scans: scanning('team/*') }))).toHaveLength(1);
});

const replication = (...regions: string[]) =>
  resource('AWS::ECR::ReplicationConfiguration', {
    ReplicationConfiguration: {
      Rules: [{ Destinations: regions.map((Region) => ({ RegistryId: '123456789012', Region })) }],
    },
  });
const rule = (properties: object) => resource('AWS::Events::Rule', { Name: 'failed', State: 'ENABLED', ...properties });

test.each([
  [
    'scans of the registry',
    scanning('*'),
    scanning('team/*'),
    ["The scanning of the registry no longer includes the repositories '*'"],
  ],
  [
    'copies of images',
    replication('us-east-1', 'us-west-2'),
    replication('us-east-1'),
    ["The replication no longer includes the registries '123456789012 in us-west-2'"],
  ],
  ['the images of a repository', app({}), app({ EmptyOnDelete: true }), ["Repository 'app' gets `EmptyOnDelete`"]],
  [
    'logs',
    resource('AWS::Logs::LogGroup', { LogGroupName: 'a', KmsKeyId: 'arn:key' }),
    resource('AWS::Logs::LogGroup', { LogGroupName: 'a' }),
    ["Log group 'a' is no longer encrypted with its KMS key"],
  ],
  [
    'a key',
    resource('AWS::KMS::Key', { EnableKeyRotation: true }),
    resource('AWS::KMS::Key', { EnableKeyRotation: false, PendingWindowInDays: 7 }),
    ['KMS key One has a shorter waiting period before its deletion', 'KMS key One is no longer rotated'],
  ],
  ['an event', rule({}), rule({ State: 'DISABLED' }), ["Event rule 'failed' is disabled"]],
  [
    'an event that fails',
    rule({ Targets: [{ Id: '1', Arn: 'arn:x', DeadLetterConfig: { Arn: 'arn:y' } }] }),
    rule({ Targets: [{ Id: '1', Arn: 'arn:x' }] }),
    ["Event rule 'failed' has a target without a dead-letter queue"],
  ],
  [
    'a build',
    resource('AWS::CodeBuild::Project', { Name: 'b', Visibility: 'PRIVATE' }),
    resource('AWS::CodeBuild::Project', { Name: 'b', Visibility: 'PUBLIC_READ' }),
    ["Build project 'b' becomes public"],
  ],
])('protection of %s', (_, before, after, lines) => {
  expect(linesOf(changesOf({ One: before }, { One: after }))).toEqual(
    lines.map((what) => `protection lowered: ${what}`),
  );
  expect(changesOf({ One: after }, { One: before })).toEqual([]);
});

test('alarms and queues that are gone are lost protection, and another one in their place is none', () => {
  const alarm = (name: string) => resource('AWS::CloudWatch::Alarm', { AlarmName: name, AlarmActions: ['arn:x'] });
  expect(linesOf(changesOf({ Alarm: alarm('failed'), Queue: resource('AWS::SQS::Queue', {}) }, {}))).toEqual([
    "protection lowered: Alarm 'failed' is deleted",
    'protection lowered: Queue Queue is deleted',
  ]);
  expect(changesOf({ Alarm: alarm('failed') }, { Other: alarm('failed-builds') })).toEqual([]);
});

const deny = (sid: string, actions: readonly string[]) => ({
  Sid: sid,
  Effect: 'Deny',
  Principal: '*',
  Action: actions,
});

test('a Deny statement that goes is lost protection, and a wider one is none', () => {
  const before = { App: repository('app', allow(pull, '*'), deny('NoDelete', ['ecr:DeleteRepository'])) };
  expect(changesOf(before, { App: repository('app', allow(pull, '*')) })).toEqual([
    {
      kind: 'protection lowered',
      what: "Deny statement 'NoDelete' of repository 'app' goes or denies less",
      why: "It denied 'ecr:DeleteRepository'. What it denied is allowed as soon as any policy allows it.",
      fix: 'Keep the statement, or say in the pull request why it is no longer needed.',
      source: { template: 'app', logicalId: 'App', path: '' },
    },
  ]);
  expect(changesOf(before, { App: repository('app', allow(pull, '*'), deny('No', ['ecr:Delete*'])) })).toEqual([]);
});

test('several Deny statements may deny what one did, and only what none denies is lost', () => {
  const both = ['ecr:DeleteRepository', 'ecr:BatchDeleteImage'];
  const of = (...statements: object[]) => ({
    App: resource('AWS::ECR::Repository', { RepositoryPolicyText: document(statements) }),
  });
  const before = of(deny('Keep', both));
  expect(changesOf(before, of(deny('One', both.slice(1)), deny('Two', both.slice(0, 1))))).toEqual([]);
  expect(changesOf(before, of(deny('One', both.slice(1))))).toEqual([
    {
      kind: 'protection lowered',
      what: "Deny statement 'Keep' of repository App goes or denies less",
      why: "It denied 'ecr:DeleteRepository'. What it denied is allowed as soon as any policy allows it.",
      fix: 'Keep the statement, or say in the pull request why it is no longer needed.',
      source: { template: 'app', logicalId: 'App', path: '' },
    },
  ]);
});

test('a Deny statement and a condition of the policy of a KMS key that go are lost protection', () => {
  const anyone = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' };
  const bound = { ...anyone, Condition: { StringEquals: { 'kms:CallerAccount': account } } };
  const keep = { ...deny('KeepKey', ['kms:ScheduleKeyDeletion']), Resource: '*' };
  const of = (...statements: object[]) => ({ Key: resource('AWS::KMS::Key', { KeyPolicy: document(statements) }) });
  expect(changesOf(of(bound, keep), of(keep, bound))).toEqual([]);
  expect(linesOf(changesOf(of(bound, keep), of(anyone)))).toEqual([
    "protection lowered: A statement of KMS key Key has no condition for 'kms:CallerAccount' any more",
    "protection lowered: Deny statement 'KeepKey' of KMS key Key goes or denies less",
  ]);
});

test('a condition that goes, and a date that is later, are lost protection', () => {
  const bob = { AWS: `arn:aws:iam::${account}:user/bob` };
  const until = (date: string) => ({ DateLessThan: { 'aws:CurrentTime': date } });
  const of = (condition?: object) => ({ App: repository('app', allow(pull, bob, condition)) });
  const first = of(until('2026-12-01T00:00:00Z'));
  expect(linesOf(changesOf(first, of()))).toEqual([
    "protection lowered: A statement of repository 'app' has no condition for 'aws:CurrentTime' any more",
  ]);
  expect(linesOf(changesOf(first, of(until('2027-12-01T00:00:00Z'))))).toEqual([
    "protection lowered: A statement of repository 'app' ends later, at 2027-12-01T00:00:00Z and not at 2026-12-01T00:00:00Z",
  ]);
  expect(changesOf(of(until('2027-12-01T00:00:00Z')), first)).toEqual([]);
});

test('a policy that moves from a role to a resource is the same', () => {
  const statements = document([{ Effect: 'Deny', Action: 'ecr:DeleteRepository', Resource: '*' }]);
  const trust = { AssumeRolePolicyDocument: document([]), RoleName: 'ci' };
  const inline = resource('AWS::IAM::Role', {
    ...trust,
    Policies: [{ PolicyName: 'own', PolicyDocument: statements }],
  });
  const policy = resource('AWS::IAM::Policy', {
    PolicyName: 'own',
    PolicyDocument: statements,
    Roles: [{ Ref: 'Ci' }],
  });
  const bare = resource('AWS::IAM::Role', trust);
  expect(changesOf({ Ci: inline }, { Ci: bare, Own: policy })).toEqual([]);
  expect(linesOf(changesOf({ Ci: inline }, { Ci: bare }))).toEqual([
    "protection lowered: A Deny statement of role 'ci' goes or denies less",
  ]);
});

test('a stack without its termination protection has less protection', () => {
  const of = (terminationProtection: boolean) => [stack('app', {}, { terminationProtection })];
  expect(linesOf(changesOfAll(of(true), of(false)))).toEqual([
    "protection lowered: Stack 'app' has no termination protection any more",
  ]);
  expect(changesOfAll(of(false), of(true))).toEqual([]);
});

test('an event rule with fewer targets is lowered protection, and one with more is none', () => {
  const target = (Id: string) => ({ Id, Arn: `arn:aws:sns:us-east-1:123456789012:${Id}`, DeadLetterConfig: {} });
  const rule = (...Targets: object[]) => ({ Rule: resource('AWS::Events::Rule', { Name: 'pushed', Targets }) });
  const [one, other] = [target('one'), target('other')];
  expect(linesOf(changesOf(rule(one, other), rule(other)))).toEqual([
    "protection lowered: Event rule 'pushed' has fewer targets",
  ]);
  expect(changesOf(rule(one), rule(other, one))).toEqual([]);
});
