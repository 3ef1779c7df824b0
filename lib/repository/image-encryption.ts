import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Token } from 'aws-cdk-lib';
import { kmsKeyArnRule } from '../private/aws/kms-key-arn';
import { isMapping } from '../private/values/mapping';
import { type Problem, quote, refuseIf, validate } from '../private/validation/validation';

/** AES-256 with a key that ECR owns, or a customer managed key of the repository's Region. */
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

/** An alias of the CDK is a key to its types, and its ARN may hold tokens, which no rule could judge. */
function noKeyProblem(key: unknown): Problem {
  if (!isMapping(key)) return `must be a KMS key, got ${quote(key)}; like Key.fromKeyArn(...)`;
  if ('aliasName' in key) return 'must be a KMS key, got an alias, which may move to another key; give the key itself';
  return 'keyRef' in key ? undefined : `must be a KMS key, got ${quote(key)}; like Key.fromKeyArn(...)`;
}

function regionProblem(keyRegion: string, region: string): Problem {
  if (Token.isUnresolved(keyRegion) || Token.isUnresolved(region) || keyRegion === region) return undefined;
  return `must be a key in the Region of the repository, '${region}', got one in '${keyRegion}'`;
}
