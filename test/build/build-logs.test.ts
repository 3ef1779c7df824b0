import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  account,
  newStack,
  onlyProperties,
  onlyResource,
  type Properties,
  region,
  resourcesOf,
  templateOf,
  warningsOf,
} from '../synthesis';
import { addProject, logGroupArn, projectName, projectType } from './build-project';

const keyType = 'AWS::KMS::Key';
const groupType = 'AWS::Logs::LogGroup';
const importedKeyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;

/** The permissions of CloudWatch Logs for the key. */
function logStatements(stack: Stack): Properties[] {
  const { KeyPolicy: policy } = onlyProperties(stack, keyType);
  return (policy as { Statement: Properties[] }).Statement.filter(({ Sid: sid }) => sid !== undefined);
}

test('the key of the project is rotated', () => {
  const stack = newStack();
  addProject(stack);
  expect(onlyProperties(stack, keyType).EnableKeyRotation).toBe(true);
});

test('the key lets CloudWatch Logs of this Region encrypt this group and no other', () => {
  const stack = newStack();
  addProject(stack);
  expect(logStatements(stack)).toEqual([
    {
      Sid: expect.stringMatching(/^EncryptLogs[0-9a-f]{8}$/) as string,
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
    },
  ]);
});

test('the group that is made is the group that the key knows and the project writes to', () => {
  const stack = newStack();
  addProject(stack);
  const [id] = Object.keys(templateOf(stack).findResources(groupType));
  expect(onlyProperties(stack, groupType).LogGroupName).toBe(`/aws/codebuild/${projectName}`);
  expect(onlyProperties(stack, projectType).LogsConfig).toEqual({
    CloudWatchLogs: { Status: 'ENABLED', GroupName: { Ref: id } },
  });
});

test('group and project use the key', () => {
  const stack = newStack();
  addProject(stack);
  const [id] = Object.keys(templateOf(stack).findResources(keyType));
  const arn = { 'Fn::GetAtt': [id, 'Arn'] };
  expect(onlyProperties(stack, groupType).KmsKeyId).toEqual(arn);
  expect(onlyProperties(stack, projectType).EncryptionKey).toEqual(arn);
});

test('a given key replaces the key of the project, and allows the log group', () => {
  const stack = newStack();
  addProject(stack, { encryptionKey: new Key(stack, 'Given', { description: 'given' }) });
  expect(onlyProperties(stack, keyType).Description).toBe('given');
  expect(logStatements(stack)).toMatchObject([
    { Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } } },
  ]);
});

test('an imported key is used, and a warning says what its policy has to allow', () => {
  const stack = newStack();
  addProject(stack, { encryptionKey: Key.fromKeyArn(stack, 'Imported', importedKeyArn) });
  expect(resourcesOf(stack, keyType)).toEqual([]);
  expect(onlyProperties(stack, groupType).KmsKeyId).toBe(importedKeyArn);
  expect(warningsOf(stack)).toEqual([
    `The key is imported, so CDK cannot change its policy. Allow logs.${region}.amazonaws.com to encrypt ` +
      `${logGroupArn} in it. Otherwise the log group cannot be created. [ack: Annotation::cdk-ecr-publishing:KeyPolicyNotChanged]`,
  ]);
});

test('the key of the project gives no warning', () => {
  const stack = newStack();
  addProject(stack);
  expect(warningsOf(stack)).toEqual([]);
});

test.each<[string, RetentionDays | undefined, number | undefined]>([
  ['a year, unless told', undefined, 365],
  ['as long as told', RetentionDays.TWO_WEEKS, 14],
  ['for ever, where told', RetentionDays.INFINITE, undefined],
])('logs stay %s', (_, logRetention, days) => {
  const stack = newStack();
  addProject(stack, { logRetention });
  expect(onlyProperties(stack, groupType).RetentionInDays).toBe(days);
});

test.each<[string, RemovalPolicy | undefined, string]>([
  ['stay', undefined, 'Retain'],
  ['go, where told', RemovalPolicy.DESTROY, 'Delete'],
])('logs and key %s when the project goes', (_, removalPolicy, policy) => {
  const stack = newStack();
  addProject(stack, { removalPolicy });
  for (const type of [groupType, keyType]) {
    expect(onlyResource(stack, type)).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
  }
});
