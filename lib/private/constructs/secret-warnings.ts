import { Stack, Token, Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { type SecretPlace } from '../aws/secret-place';

/** Warns of secrets that need more than the rights of the role, or that CodeBuild may not find. */
export function warnOfSecret(scope: Construct, path: string, place: SecretPlace, reader: 'CodeBuild' | 'a job'): void {
  const { account, region } = Stack.of(scope);
  const { arn, hasKey } = place;
  const warn = (id: string, message: string) => {
    Validations.of(scope).addWarning(`cdk-ecr-publishing:${id}`, message);
  };
  if (differs(account, place.account)) {
    const half =
      `\`${path}\` is a secret of account ${place.account}, ${arn}. In that account, the policy of the secret must allow the role ` +
      'secretsmanager:GetSecretValue';
    warn(
      'SecretOfOtherAccount',
      hasKey
        ? `${half}, and the policy of its key must allow the role kms:Decrypt.`
        : `${half}. The role has no right to its key, because the import has none, and the key of AWS cannot be shared. ` +
            'Use Secret.fromSecretAttributes() with `secretCompleteArn` and `encryptionKey`.',
    );
  }
  if (reader === 'CodeBuild' && differs(region, place.region)) {
    warn(
      'SecretOfOtherRegion',
      `\`${path}\` is a secret of ${place.region}, ${arn}. AWS does not document that CodeBuild reads secrets of other Regions. ` +
        `Replicate it to ${region}, and use the replica.`,
    );
  }
  if (place.isPartial && looksComplete(arn)) {
    warn(
      'SecretArnLooksComplete',
      `\`${path}\` was imported by a name or a partial ARN, ${arn}, that ends as a complete ARN does. The role may read only secrets ` +
        'whose ARN has six more characters. If it is complete, use Secret.fromSecretCompleteArn().',
    );
  }
}

function differs(ours: string, theirs: string): boolean {
  return !Token.isUnresolved(ours) && !Token.isUnresolved(theirs) && ours !== theirs;
}

/** Secrets Manager adds letters of both cases and digits. A name rarely ends like that. */
function looksComplete(arn: string): boolean {
  const [, end = ''] = /-([A-Za-z0-9]{6})$/.exec(arn) ?? [];
  return /[A-Z]/.test(end) && /[a-z0-9]/.test(end);
}
