import { type BuildEnvironmentVariable, BuildEnvironmentVariableType } from 'aws-cdk-lib/aws-codebuild';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type IParameter } from 'aws-cdk-lib/aws-ssm';
import { publicApi } from '../private/boundary/public-api';
import { type StatementJson } from '../private/aws/policy-document';
import { validate } from '../private/validation/validation';
import { jsonKeyRule } from '../private/text/json-key';

/** How a parameter is encrypted. */
export interface SsmBuildSecretOptions {
  /**
   * The key that encrypts the parameter.
   *
   * @default - the account's own key `aws/ssm`, which lets everybody decrypt who may read the parameter
   */
  readonly encryptionKey?: IKey;
}

/** What of a secret one project holds. @internal */
export interface BoundBuildSecret {
  readonly variable: BuildEnvironmentVariable;
  readonly statements: StatementJson[];
}

/**
 * A secret that a build reads and the image does not hold: `RUN --mount=type=secret,id=npm,env=NPM_TOKEN ...`. CodeBuild
 * fetches it for each build and masks it in the logs.
 */
@publicApi
export class BuildSecret {
  /**
   * A secret of Secrets Manager.
   *
   * @param secret the secret.
   * @param jsonKey the key whose value it is, where the secret is a JSON object. Throws where it is none.
   */
  public static fromSecretsManager(secret: ISecret, jsonKey?: string): BuildSecret {
    if (jsonKey !== undefined) validate('jsonKey', jsonKey, jsonKeyRule);
    return new BuildSecret(() => ({
      variable: {
        type: BuildEnvironmentVariableType.SECRETS_MANAGER,
        value: jsonKey === undefined ? secret.secretArn : `${secret.secretArn}:${jsonKey}`,
      },
      statements: [
        // Without the six characters that Secrets Manager adds to a name, the ARN is not that of the secret.
        read('secretsmanager:GetSecretValue', secret.secretFullArn ?? `${secret.secretArn}-??????`),
        ...decrypt(secret.encryptionKey),
      ],
    }));
  }

  /**
   * A parameter of Parameter Store, a `SecureString` best.
   *
   * @param parameter the parameter.
   * @param options its key.
   */
  public static fromSsmParameter(parameter: IParameter, options: SsmBuildSecretOptions = {}): BuildSecret {
    return new BuildSecret(() => ({
      variable: { type: BuildEnvironmentVariableType.PARAMETER_STORE, value: parameter.parameterName },
      statements: [read('ssm:GetParameters', parameter.parameterArn), ...decrypt(options.encryptionKey)],
    }));
  }

  private constructor(
    /** @internal */
    public readonly _bind: () => BoundBuildSecret,
  ) {}
}

function read(action: string, resource: string): StatementJson {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

function decrypt(key: IKey | undefined): StatementJson[] {
  return key ? [read('kms:Decrypt', key.keyArn)] : [];
}
