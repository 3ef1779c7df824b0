import { type CfnRepositoryProps, RepositoryEncryption } from 'aws-cdk-lib/aws-ecr';
import { type IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Token } from 'aws-cdk-lib';
import { kmsKeyArnRule } from '../private/aws/kms-key-arn';
import { isMapping } from '../private/values/mapping';
import { type ImageRepositoryProps } from './image-repository-props';
import { type Problem, quote, refuseIf, validate } from '../private/validation/validation';

/** Renders the encryption. Without a kind and a key, ECR uses AES-256 and its own key. */
export function renderEncryption(
  { encryption, encryptionKey: key }: Pick<ImageRepositoryProps, 'encryption' | 'encryptionKey'>,
  repository: IEnvironmentAware,
): CfnRepositoryProps['encryptionConfiguration'] {
  const encryptionType = encryption?.value ?? (key === undefined ? aes : RepositoryEncryption.KMS.value);
  refuseIf('encryption', kindProblem(encryption, key));
  if (key === undefined) return encryptionType === aes ? undefined : { encryptionType };
  refuseIf('encryptionKey', noKeyProblem(key));
  const { keyArn } = key.keyRef;
  validate('encryptionKey', keyArn, kmsKeyArnRule);
  const [, , , arnRegion = ''] = keyArn.split(':');
  refuseIf(
    'encryptionKey',
    regionProblem(Token.isUnresolved(keyArn) ? key.env.region : arnRegion, repository.env.region),
  );
  return { encryptionType, kmsKey: keyArn };
}

const { value: aes } = RepositoryEncryption.AES_256;

function kindProblem(encryption: RepositoryEncryption | undefined, key: unknown): Problem {
  if (encryption === undefined || Token.isUnresolved(encryption.value)) return undefined;
  const kinds = [RepositoryEncryption.AES_256, RepositoryEncryption.KMS, RepositoryEncryption.KMS_DSSE];
  if (!kinds.some(({ value }) => value === encryption.value))
    return `must be a RepositoryEncryption, got ${quote(encryption.value)}. Use for example RepositoryEncryption.KMS.`;
  return encryption.value === aes && key !== undefined
    ? 'must be RepositoryEncryption.KMS with an `encryptionKey`, got AES_256, which uses no key of yours. Omit one of them.'
    : undefined;
}

/** The CDK's type of a key also accepts an alias. The ARN of an alias may contain tokens, so it cannot be checked. */
function noKeyProblem(key: unknown): Problem {
  if (!isMapping(key)) return notKey(key);
  if ('aliasName' in key)
    return 'must be a KMS key, got an alias. An alias may move to another key, so pass the key itself.';
  return 'keyRef' in key ? undefined : notKey(key);
}

function notKey(value: unknown): string {
  return `must be a KMS key, got ${quote(value)}. Use for example Key.fromKeyArn(...).`;
}

function regionProblem(keyRegion: string, region: string): Problem {
  if (Token.isUnresolved(keyRegion) || Token.isUnresolved(region) || keyRegion === region) return undefined;
  return `must be a key in the Region of the repository, '${region}', got one in '${keyRegion}'`;
}
