import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { ImageSource } from '../../../lib/build/source/image-source';
import { account, newStack, onlyProperties, region, templateOf } from '../../synthesis';
import { projectWith, statementsWith } from '../build-project';

const keyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
const read = { Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'] };

const importedBucket = (stack: Stack) => Bucket.fromBucketName(stack, 'Bucket', 'sources');

/** The permissions of the role, except for pushing and logging. */
const sourceStatements = (source: ImageSource, stack: Stack) => statementsWith({ source }, stack).slice(2);

test('may read the one object and nothing else', () => {
  const stack = newStack();
  expect(sourceStatements(ImageSource.s3(importedBucket(stack), 'a/app.zip'), stack)).toEqual([
    { ...read, Resource: 'arn:aws:s3:::sources/a/app.zip' },
  ]);
});

test('may decrypt with the key of the bucket if it has one', () => {
  const stack = newStack();
  const encryptionKey = Key.fromKeyArn(stack, 'BucketKey', keyArn);
  const bucket = Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'sources', encryptionKey });
  expect(sourceStatements(ImageSource.s3(bucket, 'app.zip'), stack)).toEqual([
    { ...read, Resource: 'arn:aws:s3:::sources/app.zip' },
    { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn },
  ]);
});

test('changes no policy of a bucket of the stack', () => {
  const stack = newStack();
  const bucket = new Bucket(stack, 'Bucket', { encryption: BucketEncryption.S3_MANAGED });
  const [first] = sourceStatements(ImageSource.s3(bucket, 'app.zip'), stack);
  expect(first).toEqual({
    ...read,
    Resource: {
      'Fn::Join': ['', [{ 'Fn::GetAtt': [stack.getLogicalId(bucket.node.defaultChild as never), 'Arn'] }, '/app.zip']],
    },
  });
  templateOf(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
});

test('reads the object with the role, without a connection or a webhook', () => {
  const stack = newStack();
  const { Source: from, Triggers: triggers } = projectWith(
    { source: ImageSource.s3(importedBucket(stack), 'app.zip') },
    stack,
  );
  expect(from).toMatchObject({ Type: 'S3', Location: 'sources/app.zip' });
  expect(from).not.toHaveProperty('Auth');
  expect(triggers).toBeUndefined();
});

test('accepts a key that is a token', () => {
  const stack = newStack();
  const { valueAsString: key } = new CfnParameter(stack, 'Object');
  expect(sourceStatements(ImageSource.s3(importedBucket(stack), key), stack)).toEqual([
    { ...read, Resource: { 'Fn::Join': ['', ['arn:aws:s3:::sources/', { Ref: 'Object' }]] } },
  ]);
});

test.each<[string, unknown, string]>([
  ['is empty', '', "must be the key of an S3 object, got ''"],
  ['is no text', 1, 'must be the key of an S3 object, got the number 1'],
  ['means others too', 'app-*.zip', "must be the key of one S3 object, got 'app-*.zip'. A wildcard is not accepted"],
  ['means others by ?', 'app-?.zip', "must be the key of one S3 object, got 'app-?.zip'. A wildcard is not accepted"],
  [
    'holds a variable of IAM',
    '${aws:userid}/app.zip',
    "must be the key of one S3 object, got '${aws:userid}/app.zip'. A wildcard is not accepted",
  ],
  ['is too long', 'a'.repeat(1025), 'must be the key of an S3 object, got 1025 characters. Use at most 1024'],
])('fails when the key %s', (_, key, problem) => {
  expect(() => ImageSource.s3(importedBucket(newStack()), key as string)).toThrow(new Error(`\`key\` ${problem}`));
});

describe('an upload', () => {
  test('starts a build by a rule for exactly this object', () => {
    const stack = newStack();
    projectWith({ source: ImageSource.s3(importedBucket(stack), 'a/app.zip', { buildOnUpload: true }) }, stack);
    expect(onlyProperties(stack, 'AWS::Events::Rule').EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: ['sources'] }, object: { key: ['a/app.zip'] } },
    });
  });

  test('starts none unless asked', () => {
    const stack = newStack();
    projectWith({ source: ImageSource.s3(importedBucket(stack), 'app.zip') }, stack);
    templateOf(stack).resourceCountIs('AWS::Events::Rule', 0);
  });

  test('fails when it should start one and the bucket is in another Region', () => {
    const stack = newStack();
    const bucket = Bucket.fromBucketAttributes(stack, 'Bucket', {
      bucketName: 'sources',
      region: 'us-east-1',
      account,
    });
    const source = ImageSource.s3(bucket, 'app.zip', { buildOnUpload: true });
    expect(() => projectWith({ source }, stack)).toThrow(
      new Error(
        `\`source\` must be in account ${account} and Region ${region} to start builds, got account ${account} and ` +
          'Region us-east-1. EventBridge receives no events from there.',
      ),
    );
  });
});
