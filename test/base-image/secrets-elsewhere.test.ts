import { type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { newPublisher } from '../github/publisher';
import { addProject } from '../build/build-project';
import { newStack, warningsOf } from '../synthesis';

const arnIn = (place: string, end = '-AbCdEf') => `arn:aws:secretsmanager:${place}:secret:ci/npm${end}`;
const ours = 'eu-west-1:123456789012';
const theirs = 'eu-west-1:222222222222';
const elsewhere = 'us-east-1:123456789012';
const keyArn = 'arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555';

const complete = (arn: string) => (stack: Stack) => Secret.fromSecretCompleteArn(stack, 'S', arn);
const partial = (arn: string) => (stack: Stack) => Secret.fromSecretPartialArn(stack, 'S', arn);
const withKey = (stack: Stack) =>
  Secret.fromSecretAttributes(stack, 'S', {
    secretCompleteArn: arnIn(theirs),
    encryptionKey: Key.fromKeyArn(stack, 'K', keyArn),
  });

/** The ways in which a build or a role reads a secret, with the path in messages. */
const readers: readonly (readonly [string, string, (stack: Stack, secret: ISecret) => string[]])[] = [
  [
    'a build with a mount',
    'secrets.npm',
    (stack, secret) =>
      warningsOf(addProject(stack, { secrets: { npm: BuildSecret.fromSecretsManager(secret, 'token') } })),
  ],
  [
    'a build with a registry',
    'registries[0]',
    (stack, secret) => warningsOf(addProject(stack, { registries: [quay(secret)] })),
  ],
  [
    'a role with a mount',
    'secrets[0]',
    (stack, secret) => warningsOf(newPublisher({ secrets: [BuildSecret.fromSecretsManager(secret)] }, stack)),
  ],
  [
    'a role with a registry',
    'registries[0]',
    (stack, secret) => warningsOf(newPublisher({ registries: [quay(secret)] }, stack)),
  ],
];

function quay(secret: ISecret): ImageRegistry {
  return ImageRegistry.host('quay.io', RegistryCredentials.fromSecretsManager(secret));
}

describe.each(readers)('%s', (reader, path, read) => {
  const warningsFor = (secretOf: (stack: Stack) => ISecret) => {
    const stack = newStack();
    return read(stack, secretOf(stack)).filter((text) => text.includes('Secret'));
  };
  const half =
    `\`${path}\` is a secret of account 222222222222, ${arnIn(theirs)}. In that account, the policy of the secret must allow the role ` +
    'secretsmanager:GetSecretValue';

  test.each<[string, (stack: Stack) => ISecret]>([
    ['by its name', (stack) => Secret.fromSecretNameV2(stack, 'S', 'ci/npm-secret')],
    ['by its complete ARN', complete(arnIn(ours))],
    ['by its partial ARN', partial(arnIn(ours, ''))],
    ['by a partial ARN that ends with six letters', partial(arnIn(ours, '-secret'))],
    ['of this stack', (stack) => new Secret(stack, 'S')],
  ])('says nothing of a secret %s', (_, secretOf) => {
    expect(warningsFor(secretOf)).toEqual([]);
  });

  test('says which policies another account must write', () => {
    expect(warningsFor(withKey)).toEqual([
      `${half}, and the policy of its key must allow the role kms:Decrypt. [ack: Annotation::cdk-ecr-publishing:SecretOfOtherAccount]`,
    ]);
  });

  test('says which right the role lacks if the key of another account is not known', () => {
    expect(warningsFor(complete(arnIn(theirs)))).toEqual([
      `${half}. The role has no right to its key, because the import has none, and the key of AWS cannot be shared. Use ` +
        'Secret.fromSecretAttributes() with `secretCompleteArn` and `encryptionKey`. [ack: Annotation::cdk-ecr-publishing:SecretOfOtherAccount]',
    ]);
  });

  test('says that CodeBuild may not find a secret of another Region, and a job finds it', () => {
    const message =
      `\`${path}\` is a secret of us-east-1, ${arnIn(elsewhere)}. AWS does not document that CodeBuild reads secrets of other Regions. ` +
      'Replicate it to eu-west-1, and use the replica. [ack: Annotation::cdk-ecr-publishing:SecretOfOtherRegion]';
    expect(warningsFor(complete(arnIn(elsewhere)))).toEqual(reader.startsWith('a build') ? [message] : []);
  });

  test('says that a partial ARN looks complete', () => {
    expect(warningsFor(partial(arnIn(ours)))).toEqual([
      `\`${path}\` was imported by a name or a partial ARN, ${arnIn(ours)}, that ends as a complete ARN does. The role may read only secrets ` +
        'whose ARN has six more characters. If it is complete, use Secret.fromSecretCompleteArn(). [ack: Annotation::cdk-ecr-publishing:SecretArnLooksComplete]',
    ]);
  });
});

test.each([
  ['RegistryCredentials', (secret: ISecret) => RegistryCredentials.fromSecretsManager(secret)],
  ['BuildSecret', (secret: ISecret) => BuildSecret.fromSecretsManager(secret)],
])('%s fails when a secret cannot be one of Secrets Manager', (_, use) => {
  const stack = newStack();
  expect(() => use(Secret.fromSecretNameV2(stack, 'Name', arnIn(ours)))).toThrow(
    new Error(
      `\`secret\` must be imported by its name, got the ARN '${arnIn(ours)}' as the name. Use Secret.fromSecretCompleteArn()`,
    ),
  );
  const parameter = 'arn:aws:ssm:eu-west-1:123456789012:parameter/ci/npm-AbCdEf';
  expect(() => use(Secret.fromSecretCompleteArn(stack, 'Other', parameter))).toThrow(
    new Error(`\`secret\` must be a secret of Secrets Manager, got '${parameter}'`),
  );
});
