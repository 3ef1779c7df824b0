import { CfnParameter, Stack } from 'aws-cdk-lib';
import { RepositoryEncryption } from 'aws-cdk-lib/aws-ecr';
import { Alias, type IKeyRef, Key } from 'aws-cdk-lib/aws-kms';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, env, newApp, newStack, onlyProperties, region } from '../synthesis';

const id = '01234567-89ab-cdef-0123-456789abcdef';

function encryptionWith(key: (stack: Stack) => IKeyRef): unknown {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { encryptionKey: key(stack) });
  return onlyProperties(stack, 'AWS::ECR::Repository').EncryptionConfiguration;
}

test('a key of the app', () => {
  expect(encryptionWith((stack) => new Key(stack, 'Key'))).toEqual({
    EncryptionType: 'KMS',
    KmsKey: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
  });
});

test('a key of another account in the same Region', () => {
  const arn = `arn:aws:kms:${region}:111122223333:key/${id}`;
  expect(encryptionWith((stack) => Key.fromKeyArn(stack, 'Key', arn))).toEqual({
    EncryptionType: 'KMS',
    KmsKey: arn,
  });
});

test('a key that is unknown at synth', () => {
  const key = (stack: Stack) => Key.fromKeyArn(stack, 'Key', new CfnParameter(stack, 'Arn').valueAsString);
  expect(encryptionWith(key)).toEqual({ EncryptionType: 'KMS', KmsKey: { Ref: 'Arn' } });
});

test('the key policy does not change, since ECR creates its own grants', () => {
  const stack = newStack();
  const key = new Key(stack, 'Key');
  new ImageRepository(stack, 'Service', { encryptionKey: key });
  expect(onlyProperties(stack, 'AWS::KMS::Key').KeyPolicy).toMatchObject({
    Statement: [{ Principal: { AWS: `arn:aws:iam::${account}:root` } }],
  });
});

const what = 'the ARN of a customer managed KMS key';

test.each([
  [
    'it is of another Region',
    `arn:aws:kms:us-east-1:111122223333:key/${id}`,
    `must be a key in the Region of the repository, '${region}', got one in 'us-east-1'`,
  ],
  [
    'it is an alias',
    `arn:aws:kms:${region}:111122223333:alias/aws/ecr`,
    `must be ${what}, got 'arn:aws:kms:${region}:111122223333:alias/aws/ecr'. An alias may move to another key. Write ` +
      'the ARN of the key',
  ],
])('fails when %s', (_, arn, problem) => {
  expect(() => encryptionWith(() => ({ keyRef: { keyArn: arn, keyId: id } }) as IKeyRef)).toThrow(
    new Error(`\`encryptionKey\` ${problem}`),
  );
});

const alias = 'must be a KMS key, got an alias. An alias may move to another key, so pass the key itself.';

test.each<[name: string, key: (stack: Stack) => unknown, problem: string]>([
  [
    'an alias of the app',
    (stack) => new Alias(stack, 'Alias', { aliasName: 'images', targetKey: new Key(stack, 'Key') }),
    alias,
  ],
  ['an alias by its name', (stack) => Alias.fromAliasName(stack, 'Alias', 'alias/images'), alias],
  ['an ARN, as JavaScript takes it', () => 'arn', "must be a KMS key, got 'arn'. Use for example Key.fromKeyArn(...)."],
  ['null, as JavaScript takes it', () => null, 'must be a KMS key, got null. Use for example Key.fromKeyArn(...).'],
  ['another object', () => ({}), 'must be a KMS key, got a mapping. Use for example Key.fromKeyArn(...).'],
])('fails when it is %s', (_, key, problem) => {
  expect(() => encryptionWith((stack) => key(stack) as IKeyRef)).toThrow(new Error(`\`encryptionKey\` ${problem}`));
});

test('fails when it is a key of another stack, in another Region', () => {
  const app = newApp();
  const key = new Key(new Stack(app, 'Other', { env: { account, region: 'us-east-1' } }), 'Key');
  expect(() => new ImageRepository(new Stack(app, 'Stack', { env }), 'Service', { encryptionKey: key })).toThrow(
    new Error(`\`encryptionKey\` must be a key in the Region of the repository, '${region}', got one in 'us-east-1'`),
  );
});

describe('the kind of encryption', () => {
  const { AES_256, KMS, KMS_DSSE } = RepositoryEncryption;

  function kindOf(encryption: RepositoryEncryption): unknown {
    const stack = newStack();
    new ImageRepository(stack, 'Service', { encryption });
    return onlyProperties(stack, 'AWS::ECR::Repository').EncryptionConfiguration;
  }

  test.each([
    ["AWS's key", KMS, { EncryptionType: 'KMS' }],
    ["AWS's key in two layers", KMS_DSSE, { EncryptionType: 'KMS_DSSE' }],
    ["ECR's own key", AES_256, undefined],
  ])("%s needs no key, as with the CDK's own repository", (_, kind, rendered) => {
    expect(kindOf(kind)).toEqual(rendered);
  });

  test('is used with a key of yours', () => {
    const stack = newStack();
    new ImageRepository(stack, 'Service', { encryption: KMS_DSSE, encryptionKey: new Key(stack, 'Key') });
    expect(onlyProperties(stack, 'AWS::ECR::Repository').EncryptionConfiguration).toMatchObject({
      EncryptionType: 'KMS_DSSE',
    });
  });

  test('fails when a key is given that it does not use', () => {
    const stack = newStack();
    const props = { encryption: AES_256, encryptionKey: new Key(stack, 'Key') };
    expect(() => new ImageRepository(stack, 'Service', props)).toThrow(
      new Error(
        '`encryption` must be RepositoryEncryption.KMS with an `encryptionKey`, got AES_256, which uses no key of yours. ' +
          'Omit one of them.',
      ),
    );
  });
});
