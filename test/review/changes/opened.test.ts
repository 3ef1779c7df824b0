import { account, document } from '../reviewed';
import { changesOf, changesOfAll, linesOf, resource, stack } from './changed';

const other = { AWS: 'arn:aws:iam::222222222222:root' };
const allow = (Principal: unknown, Action: unknown = 'kms:Decrypt', Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
});
const own = allow({ AWS: `arn:aws:iam::${account}:root` }, 'kms:*');
const key = (...statements: object[]) => ({ Key: resource('AWS::KMS::Key', { KeyPolicy: document(statements) }) });

test('an Allow that the policy of a KMS key gets', () => {
  expect(changesOf(key(own), key(own, allow(other)))).toEqual([
    {
      kind: 'opened',
      what: "KMS key Key is opened: its policy now allows 'kms:Decrypt' to 'arn:aws:iam::222222222222:root'",
      why: 'No statement allowed this before. Who may decrypt with a key can read what it encrypts, such as images, logs and secrets.',
      fix: 'Remove the statement, or say in the pull request who needs it and why.',
      source: { template: 'app', logicalId: 'Key', path: '' },
    },
  ]);
});

test.each([
  ['an account in its other spelling', [own, allow(other)], [own, allow({ AWS: '222222222222' })]],
  ['statements in another order', [own, allow(other)], [allow(other), own]],
  [
    'two statements that were one',
    [allow(other, ['kms:Decrypt', 'kms:Encrypt'])],
    [allow(other, 'kms:Encrypt'), allow(other)],
  ],
  ['an action that a pattern allowed', [allow(other, 'kms:De*')], [allow(other)]],
  [
    'fewer values of a condition',
    [allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } })],
    [allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
  ],
  [
    'a value instead of a pattern',
    [allow('*', 'kms:Decrypt', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::1*' } })],
    [allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::11' } })],
  ],
  [
    'a service for a resource of the account',
    [own],
    [
      own,
      allow({ Service: 'events.amazonaws.com' }, 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': account } }),
    ],
  ],
])('nothing is opened by %s', (_, before, after) => {
  expect(changesOf(key(...before), key(...after))).toEqual([]);
});

test.each([
  [
    'an action',
    [allow(other)],
    [allow(other, ['kms:Decrypt', 'kms:Encrypt'])],
    "'kms:Encrypt' to 'arn:aws:iam::222222222222:root'",
  ],
  [
    'a principal',
    [allow(other)],
    [allow({ AWS: ['222222222222', '333333333333'] })],
    "'kms:Decrypt' to '333333333333'",
  ],
  ['anyone', [own], [own, allow('*')], "'kms:Decrypt' to anyone"],
  [
    'a value of a condition',
    [allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    [allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } })],
    "'kms:Decrypt' to anyone, with conditions for 'aws:PrincipalOrgID'",
  ],
  [
    'all other actions',
    [own],
    [own, { Effect: 'Allow', Principal: other, NotAction: 'kms:Delete*', Resource: '*' }],
    "all actions except 'kms:Delete*' to 'arn:aws:iam::222222222222:root'",
  ],
  [
    'a service without a source',
    [own],
    [own, allow({ Service: 'events.amazonaws.com' })],
    "'kms:Decrypt' to service 'events.amazonaws.com'",
  ],
])('a KMS key is opened by %s', (_, before, after, what) => {
  expect(linesOf(changesOf(key(...before), key(...after)))).toEqual([
    `opened: KMS key Key is opened: its policy now allows ${what}`,
  ]);
});

const ofBucket = { Type: 'AWS::S3::BucketPolicy', of: 'Bucket' };

test.each([
  ['bucket', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy', { Bucket: { Ref: 'One' } }, 'PolicyDocument'],
  ['queue', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'One' }] }, 'PolicyDocument'],
  ['queue', 'AWS::SQS::Queue', 'AWS::SQS::QueueInlinePolicy', { Queue: { Ref: 'One' } }, 'PolicyDocument'],
  ['topic', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'One' }] }, 'PolicyDocument'],
  ['topic', 'AWS::SNS::Topic', 'AWS::SNS::TopicInlinePolicy', { TopicArn: { Ref: 'One' } }, 'PolicyDocument'],
  [
    'secret',
    'AWS::SecretsManager::Secret',
    'AWS::SecretsManager::ResourcePolicy',
    { SecretId: { 'Fn::GetAtt': ['One', 'Id'] } },
    'ResourcePolicy',
  ],
])('a %s is opened by a policy in another resource', (word, type, policyType, target, property) => {
  const of = (...statements: object[]) => ({
    One: resource(type, {}),
    ...(statements.length > 0 && { Policy: resource(policyType, { ...target, [property]: document(statements) }) }),
  });
  const deny = { ...allow('*', 'x:Delete'), Effect: 'Deny', Sid: 'Keep' };
  expect(linesOf(changesOf(of(), of(allow(other, 'x:Read'))))).toEqual([
    `opened: ${word.charAt(0).toUpperCase()}${word.slice(1)} One is opened: its policy now allows 'x:Read' to 'arn:aws:iam::222222222222:root'`,
  ]);
  expect(linesOf(changesOf(of(deny), of()))).toEqual([
    `protection lowered: Deny statement 'Keep' of ${word} One goes or denies less`,
  ]);
  expect(
    changesOf(of(deny), { ...of(), Other: resource(policyType, { ...target, [property]: document([deny]) }) }),
  ).toEqual([]);
});

test('a bucket that no template creates', () => {
  const of = (...statements: object[]) => ({
    Policy: resource(ofBucket.Type, { Bucket: 'artifacts', PolicyDocument: document(statements) }),
  });
  const deny = { ...allow('*', 's3:*'), Effect: 'Deny', Sid: 'Tls' };
  expect(linesOf(changesOf(of(deny), of(deny, allow('*', 's3:GetObject'))))).toEqual([
    "opened: Bucket 'artifacts' is opened: its policy now allows 's3:GetObject' to anyone",
  ]);
  expect(
    linesOf(
      changesOf({ ...of(deny), Keep: resource('AWS::SQS::Queue', {}) }, { Keep: resource('AWS::SQS::Queue', {}) }),
    ),
  ).toEqual(["protection lowered: Deny statement 'Tls' of bucket 'artifacts' goes or denies less"]);
});

test('a bucket by its name is the same as one by a reference', () => {
  const bucket = resource('AWS::S3::Bucket', { BucketName: 'artifacts' });
  const of = (Bucket: unknown) => ({
    One: bucket,
    Policy: resource(ofBucket.Type, { Bucket, PolicyDocument: document([allow(other, 's3:GetObject')]) }),
  });
  expect(changesOf(of('artifacts'), of({ Ref: 'One' }))).toEqual([]);
});

test('a policy that the review can no longer read is unknown', () => {
  const after = { Key: resource('AWS::KMS::Key', { KeyPolicy: { Ref: 'Policy' } }) };
  expect(changesOf(key(own), after)).toEqual([
    {
      kind: 'unknown',
      what: 'It is not known whether the policy of KMS key Key allows more than before',
      why: 'It changes, and the review cannot read it: the statement is known only at deploy.',
      fix: 'Look at the policy in a change set, such as that of `npx cdk diff`.',
      source: { template: 'app', logicalId: 'Key', path: '' },
    },
  ]);
});

test('principals of the same template are the same in a file with another name', () => {
  const resources = {
    ...key(allow({ AWS: { 'Fn::GetAtt': ['Ci', 'Arn'] } })),
    Ci: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: document([]) }),
  };
  const file = (name: string) => [stack(name, resources, { isStack: false })];
  expect(changesOfAll(file('old'), file('new'))).toEqual([]);
});

const provider = (properties: object) =>
  resource('AWS::IAM::OIDCProvider', { Url: 'https://token.actions.githubusercontent.com', ...properties });
const custom = (properties: object) =>
  resource('Custom::AWSCDKOpenIdConnectProvider', {
    Url: 'https://token.actions.githubusercontent.com',
    ...properties,
  });

test('an audience that an identity provider accepts now', () => {
  const of = (...ClientIdList: string[]) => ({ Provider: provider({ ClientIdList }) });
  expect(changesOf(of('sts.amazonaws.com'), of('sts.amazonaws.com', 'sigstore'))).toEqual([
    {
      kind: 'opened',
      what: "Identity provider 'https://token.actions.githubusercontent.com' is opened: it now accepts tokens for the audiences 'sigstore'",
      why: 'Every role that trusts the provider and has no condition for `aud` accepts these tokens too, also roles of other stacks.',
      fix: 'Keep an audience only if something requests tokens for it, and require `aud` in every role.',
      source: { template: 'app', logicalId: 'Provider', path: '' },
    },
  ]);
  expect(changesOf(of('sigstore', 'sts.amazonaws.com'), of('sts.amazonaws.com'))).toEqual([]);
});

test('the provider of the construct OpenIdConnectProvider', () => {
  const name = "'https://token.actions.githubusercontent.com'";
  const of = (properties: object) => ({ Provider: custom(properties) });
  expect(linesOf(changesOf(of({ ClientIDList: ['a'] }), of({ ClientIDList: ['a', 'b'] })))).toEqual([
    `opened: Identity provider ${name} is opened: it now accepts tokens for the audiences 'b'`,
  ]);
  expect(linesOf(changesOf(of({ ThumbprintList: ['aa'] }), of({ ThumbprintList: ['AA', 'bb'] })))).toEqual([
    `opened: Identity provider ${name} is opened: it now accepts the certificates with the thumbprints 'bb'`,
  ]);
  expect(linesOf(changesOf(of({}), of({ Url: 'https://ci.example.com' })))).toEqual([
    `renamed: Identity provider ${name} is renamed to 'https://ci.example.com'`,
  ]);
  expect(linesOf(changesOf(of({}), {}))).toEqual([`deleted: Identity provider ${name} is deleted`]);
});

test('audiences that only the deployment knows may have been accepted before', () => {
  const before = { Provider: provider({ ClientIdList: { Ref: 'Audiences' } }) };
  expect(linesOf(changesOf(before, { Provider: provider({ ClientIdList: ['sigstore'] }) }))).toEqual([
    "unknown: It is not known whether identity provider 'https://token.actions.githubusercontent.com' accepted before tokens for the audiences 'sigstore'",
  ]);
});

test('a statement under a condition of the template', () => {
  const of = (...statements: object[]) => [
    stack(
      'app',
      {},
      {
        body: {
          Parameters: { Env: { Type: 'String' } },
          Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Env' }, 'dev'] } },
          Resources: key(own, ...statements),
        },
      },
    ),
  ];
  const maybe = { 'Fn::If': ['IsDev', allow('*'), { Ref: 'AWS::NoValue' }] };
  expect(linesOf(changesOfAll(of(), of(maybe)))).toEqual([
    "opened: KMS key Key is opened: its policy now allows 'kms:Decrypt' to anyone if IsDev",
  ]);
});

test('thumbprints in a template that had none are those that IAM reads from the issuer', () => {
  expect(changesOf({ Provider: provider({}) }, { Provider: provider({ ThumbprintList: ['aa'] }) })).toEqual([]);
});

const rule = resource('AWS::Events::Rule', { Name: 'pushed' });
const permission = (more: object) => ({
  Rule: rule,
  Code: resource('AWS::Lambda::Function', { FunctionName: 'deploy' }),
  Call: resource('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['Code', 'Arn'] },
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
    ...more,
  }),
});

test.each<[name: string, more: object, lines: readonly string[]]>([
  ['a rule of the template', {}, []],
  [
    'anyone',
    { Principal: '*', SourceArn: { Ref: 'AWS::NoValue' } },
    ["opened: Lambda function Code is opened: its policy now allows 'lambda:InvokeFunction' to anyone"],
  ],
  [
    'a service for the resources of any account',
    { SourceArn: { Ref: 'AWS::NoValue' } },
    [
      "opened: Lambda function Code is opened: its policy now allows 'lambda:InvokeFunction' to service 'events.amazonaws.com'",
    ],
  ],
  [
    'an organization',
    { Principal: '*', SourceArn: { Ref: 'AWS::NoValue' }, PrincipalOrgID: 'o-1' },
    [
      "opened: Lambda function Code is opened: its policy now allows 'lambda:InvokeFunction' to anyone, with conditions for 'aws:PrincipalOrgID'",
    ],
  ],
  [
    'another account',
    { Principal: '222222222222', SourceArn: { Ref: 'AWS::NoValue' } },
    ["opened: Lambda function Code is opened: its policy now allows 'lambda:InvokeFunction' to '222222222222'"],
  ],
])('a permission of a Lambda function for %s', (_, more, lines) => {
  const { Rule, Code, Call } = permission(more);
  expect(linesOf(changesOf({ Rule, Code }, { Rule, Code, Call }))).toEqual(lines);
});

test('a permission of a Lambda function that loses its condition', () => {
  expect(linesOf(changesOf(permission({}), permission({ SourceArn: { Ref: 'AWS::NoValue' } })))).toEqual([
    "protection lowered: A statement of Lambda function Code has no condition for 'aws:SourceArn' any more",
  ]);
});

test.each<[name: string, resources: object, holder: string]>([
  [
    'its own',
    { Bus: resource('AWS::Events::EventBus', { Name: 'builds' }), EventBusName: { Ref: 'Bus' } },
    'Event bus Bus',
  ],
  ['the default', {}, "Event bus 'default'"],
])('an event bus is opened: %s', (_, { EventBusName, ...rest }: { EventBusName?: object }, holder) => {
  const keep = { Rule: rule, ...(rest as Record<string, typeof rule>) };
  const statement = { ...allow('*', 'events:PutEvents'), Sid: 'All' };
  const written = [{ Statement: statement }, { Action: 'events:PutEvents', Principal: '*', StatementId: 'All' }];
  for (const properties of written) {
    const policy = resource('AWS::Events::EventBusPolicy', { StatementId: 'All', EventBusName, ...properties });
    expect(linesOf(changesOf(keep, { ...keep, Policy: policy }))).toEqual([
      `opened: ${holder} is opened: its policy now allows 'events:PutEvents' to anyone`,
    ]);
    expect(changesOf({ ...keep, Policy: policy }, { ...keep, Other: policy })).toEqual([]);
  }
});

test('the policy in an event bus itself', () => {
  const bus = (...statements: object[]) => ({
    Bus: resource('AWS::Events::EventBus', { Name: 'builds', Policy: document(statements) }),
  });
  expect(linesOf(changesOf(bus(), bus(allow(other, 'events:PutEvents'))))).toEqual([
    "opened: Event bus Bus is opened: its policy now allows 'events:PutEvents' to 'arn:aws:iam::222222222222:root'",
  ]);
});

test('a resource policy of log groups, which is JSON in a text', () => {
  const logs = (PolicyName: string, ...statements: object[]) =>
    resource('AWS::Logs::ResourcePolicy', { PolicyName, PolicyDocument: JSON.stringify(document(statements)) });
  const put = allow({ Service: 'es.amazonaws.com' }, 'logs:PutLogEvents');
  const read = allow(other, 'logs:GetLogEvents');
  expect(linesOf(changesOf({ Logs: logs('a', put) }, { Logs: logs('a', put, read) }))).toEqual([
    "opened: The resource policy of log groups is opened: its policy now allows 'logs:GetLogEvents' to 'arn:aws:iam::222222222222:root'",
  ]);
  expect(changesOf({ Logs: logs('a', put, read) }, { Logs: logs('a', put), More: logs('b', read) })).toEqual([]);
});
