import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type ResourceEnvironment, Token } from 'aws-cdk-lib';
import { kmsKeyArnRule } from '../private/kms-key-arn';
import { type Problem, refuseIf, validate } from '../private/validation';

/** AES-256 with a key that ECR owns, or a customer managed key of the repository's Region. */
export function renderEncryption(
  key: IKeyRef | undefined,
  { region }: ResourceEnvironment,
): CfnRepositoryProps['encryptionConfiguration'] {
  if (key === undefined) return undefined;
  const { keyArn } = key.keyRef;
  validate('encryptionKey', keyArn, kmsKeyArnRule);
  refuseIf('encryptionKey', regionProblem(keyArn, region));
  return { encryptionType: 'KMS', kmsKey: keyArn };
}

function regionProblem(keyArn: string, region: string): Problem {
  const [, , , keyRegion] = keyArn.split(':');
  if (Token.isUnresolved(keyArn) || Token.isUnresolved(region) || keyRegion === region) return undefined;
  return `must be a key in the Region of the repository, '${region}', got one in '${keyRegion ?? ''}'`;
}
