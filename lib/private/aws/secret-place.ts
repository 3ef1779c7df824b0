import { Token } from 'aws-cdk-lib';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Problem, quote } from '../validation/validation';

/** The account and the Region of a secret, and what an import says of it. */
export interface SecretPlace {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly hasKey: boolean;
  /** Whether it was imported by its name, or by its ARN without the six characters at the end. */
  readonly isPartial: boolean;
}

export function secretPlace(secret: ISecret): SecretPlace {
  return {
    arn: secret.secretArn,
    account: secret.env.account,
    region: secret.env.region,
    hasKey: secret.encryptionKey !== undefined,
    isPartial: secret.secretFullArn === undefined && !Token.isUnresolved(secret.secretArn),
  };
}

/** The problem with a secret that cannot be one of Secrets Manager. */
export function secretProblem(secret: ISecret): Problem {
  const { secretName: name, secretArn: arn } = secret;
  if (!Token.isUnresolved(name) && name.startsWith('arn:')) {
    return `must be imported by its name, got the ARN ${quote(name)} as the name. Use Secret.fromSecretCompleteArn()`;
  }
  return Token.isUnresolved(arn) || arn.split(':')[2] === 'secretsmanager'
    ? undefined
    : `must be a secret of Secrets Manager, got ${quote(arn)}`;
}
