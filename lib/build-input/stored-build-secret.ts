import { Token } from 'aws-cdk-lib';
import { type CfnSecret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type CfnParameter, type IParameter } from 'aws-cdk-lib/aws-ssm';
import { type SecretPlace, secretPlace } from '../private/aws/secret-place';

/** A secret of AWS, as a job of a CI system reads it with the AWS CLI. @internal */
export interface StoredBuildSecret {
  readonly kind: 'secret' | 'parameter';
  /** Its ARN, by which the secrets of a role and those of a build are compared. */
  readonly arn: string;
  /** Its name or its ARN, and its Region, if they are known at synth. */
  readonly name?: string;
  readonly region?: string;
  /** Its account and Region, if it is a secret of Secrets Manager. */
  readonly place?: SecretPlace;
  /** The key of the value, if the secret is a JSON object. */
  readonly jsonKey?: string;
}

/** A secret of Secrets Manager. One of another account is read by its ARN. @internal */
export function storedSecret(secret: ISecret, jsonKey: string | undefined): StoredBuildSecret {
  const given = (secret.node.defaultChild as CfnSecret | undefined)?.name ?? secret.secretName;
  const isOther = secret.env.account !== secret.stack.account;
  const name = known(secret.secretFullArn) ?? (isOther ? known(secret.secretArn) : known(given));
  const region = known(secret.env.region);
  return { kind: 'secret', arn: secret.secretArn, name, region, place: secretPlace(secret), jsonKey };
}

/** A parameter of Parameter Store. @internal */
export function storedParameter(parameter: IParameter): StoredBuildSecret {
  const name = (parameter.node.defaultChild as CfnParameter | undefined)?.name ?? parameter.parameterName;
  return { kind: 'parameter', arn: parameter.parameterArn, name: known(name), region: known(parameter.env.region) };
}

function known(text: string | undefined): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}
