import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Token } from 'aws-cdk-lib';
import { kmsKeyArnRule } from '../private/aws/kms-key-arn';
import { isMapping } from '../private/values/mapping';
import { type Problem, quote, refuseIf, validate } from '../private/validation/validation';

/** Renders the encryption with a customer managed key. Without a key, ECR uses AES-256 and its own key. */
export function renderEncryption(
  key: IKeyRef | undefined,
  repository: IEnvironmentAware,
): CfnRepositoryProps['encryptionConfiguration'] {
  if (key === undefined) return undefined;
  refuseIf('encryptionKey', noKeyProblem(key));
  const { keyArn } = key.keyRef;
  validate('encryptionKey', keyArn, kmsKeyArnRule);
  const [, , , arnRegion = ''] = keyArn.split(':');
  refuseIf(
    'encryptionKey',
    regionProblem(Token.isUnresolved(keyArn) ? key.env.region : arnRegion, repository.env.region),
  );
  return { encryptionType: 'KMS', kmsKey: keyArn };
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
