import { createOnlyProperties } from '../../../lib/review/changes/create-only';
import { changesOf, changesOfAll, image, linesOf, resource, stack } from './changed';

const role = (properties: object) =>
  resource('AWS::IAM::Role', { RoleName: 'ci', AssumeRolePolicyDocument: { Statement: [] }, ...properties });

test('a default that a template says now may replace the resource, as a change set shows', () => {
  expect(changesOf({ Ci: role({}) }, { Ci: role({ Path: '/' }) })).toEqual([
    {
      kind: 'unknown',
      what: "It is not known whether role 'ci' is replaced: `Path` has the same value, written in another way",
      why: 'A property without a value and one with its default mean the same, but CloudFormation compares what templates say. If it replaces the resource, this happens: CloudFormation creates the new role before it deletes the old one, and its fixed name exists. The deployment fails.',
      fix: 'Leave `Path` as it was written, or look at `Replacement` in a change set.',
      source: { template: 'app', logicalId: 'Ci', path: '' },
    },
  ]);
});

test.each([
  ['AWS::ECR::Repository', 'EncryptionConfiguration', { EncryptionType: 'AES256' }, { EncryptionType: 'KMS' }],
  ['AWS::ECS::Service', 'Cluster', 'default', 'web'],
  ['AWS::ECS::Service', 'DeploymentController', { Type: 'ECS' }, { Type: 'EXTERNAL' }],
  ['AWS::ECS::Service', 'LaunchType', 'EC2', 'FARGATE'],
  ['AWS::ECS::Service', 'SchedulingStrategy', 'REPLICA', 'DAEMON'],
  ['AWS::Events::Rule', 'EventBusName', 'default', 'builds'],
  ['AWS::IAM::InstanceProfile', 'Path', '/', '/ci/'],
  ['AWS::IAM::ManagedPolicy', 'Path', '/', '/ci/'],
  ['AWS::IAM::Role', 'Path', '/', '/ci/'],
  ['AWS::Lambda::Function', 'PackageType', 'Zip', 'Image'],
  ['AWS::S3::Bucket', 'ObjectLockEnabled', false, true],
  ['AWS::S3::Bucket', 'BucketNamespace', 'global', 'account-regional'],
  ['AWS::SNS::Topic', 'FifoTopic', 'false', true],
  ['AWS::SQS::Queue', 'FifoQueue', false, true],
  [
    'AWS::Signer::SigningProfile',
    'SignatureValidityPeriod',
    { Type: 'MONTHS', Value: '135' },
    { Type: 'MONTHS', Value: 12 },
  ],
  ['AWS::StepFunctions::StateMachine', 'StateMachineType', 'STANDARD', 'EXPRESS'],
  ['AWS::AppRunner::Service', 'Tags', [], [{ Key: 'a', Value: 'b' }]],
])('%s: %s is the same if it is absent or has its default', (type, property, byDefault, other) => {
  expect(createOnlyProperties(type)).toContain(property);
  const kindsOf = (before: object, after: object) =>
    changesOf({ One: resource(type, before) }, { One: resource(type, after) })
      .filter(({ what }) => what.includes(`\`${property}\``))
      .map(({ kind }) => kind);
  const written = { [property]: byDefault };
  expect(kindsOf({}, written)).toEqual(['unknown']);
  expect(kindsOf(written, {})).toEqual(['unknown']);
  expect(kindsOf(written, written)).toEqual([]);
  expect(kindsOf({}, { [property]: other })).toEqual(['replaced']);
});

test('a list without an order may have another order', () => {
  const [one, other] = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  const of = (...Tags: object[]) => ({ App: resource('AWS::AppRunner::Service', { ServiceName: 'web', Tags }) });
  expect(linesOf(changesOf(of(one, other), of(other, one)))).toEqual([
    "unknown: It is not known whether App Runner service 'web' is replaced: `Tags` has the same value, written in another way",
  ]);
});

const parameters = { Name: { Type: 'String', Default: 'app' } };
const named = (RepositoryName: unknown) => [
  stack('app', {}, { body: { Parameters: parameters, Resources: { App: image({ RepositoryName }) } } }),
];

test.each([
  ['Fn::Sub', { 'Fn::Sub': 'app' }],
  ['Fn::Join', { 'Fn::Join': ['', ['a', 'pp']] }],
  ['a parameter with a default', { Ref: 'Name' }],
  ['Fn::Sub with a parameter', { 'Fn::Sub': '${Name}' }],
  ['Fn::Select', { 'Fn::Select': ['1', ['web', 'app']] }],
])('the name of %s is that of the literal', (_, name) => {
  expect(changesOfAll(named(name), named('app'))).toEqual([]);
  expect(changesOfAll(named('app'), named(name))).toEqual([]);
});

test.each([
  [image({ EmptyOnDelete: 'true' }), image({ EmptyOnDelete: true })],
  [role({ MaxSessionDuration: '7200' }), role({ MaxSessionDuration: 7200 })],
  [resource('AWS::SQS::Queue', { FifoQueue: 'true' }), resource('AWS::SQS::Queue', { FifoQueue: true })],
])('texts of numbers and booleans are equal to them', (before, after) => {
  expect(changesOf({ One: before }, { One: after })).toEqual([]);
});
