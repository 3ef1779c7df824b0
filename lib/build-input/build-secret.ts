import { type BuildEnvironmentVariable, BuildEnvironmentVariableType } from 'aws-cdk-lib/aws-codebuild';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type IParameter } from 'aws-cdk-lib/aws-ssm';
import { type StoredBuildSecret, storedParameter, storedSecret } from './stored-build-secret';
import { publicApi } from '../private/boundary/public-api';
import { type StatementJson } from '../private/aws/policy-document';
import { secretProblem } from '../private/aws/secret-place';
import { refuseIf, validate } from '../private/validation/validation';
import { ciVariableRule } from '../private/ci/ci-variable';
import { gitHubSecretNameRule } from '../private/ci/github-secret';
import { jsonKeyRule } from '../private/text/json-key';

/** How a parameter is encrypted. */
export interface SsmBuildSecretOptions {
  /**
   * The key that encrypts the parameter.
   *
   * @default - the AWS managed key `aws/ssm`. Any principal of the account that may read the parameter can decrypt with it.
   */
  readonly encryptionKey?: IKey;
}

/** The parts of a project that one secret needs. @internal */
export interface BoundBuildSecret {
  readonly variable: BuildEnvironmentVariable;
  readonly statements: StatementJson[];
}

/**
 * A secret that a build reads and that is not in the image: `RUN --mount=type=secret,id=npm,env=NPM_TOKEN ...`. CodeBuild
 * fetches a secret of AWS for each build and masks it in the logs. A job of a CI system reads it with its role, which needs it in its
 * `secrets`.
 */
@publicApi
export class BuildSecret {
  /**
   * Uses a secret of Secrets Manager.
   *
   * @param secret the secret. One of another account needs its `encryptionKey`, and a policy there. Throws for one that was imported
   * with an ARN as its name, and for an ARN of another service.
   * @param jsonKey the key of the value, if the secret is a JSON object. Throws if it is not a valid key.
   */
  public static fromSecretsManager(secret: ISecret, jsonKey?: string): BuildSecret {
    if (jsonKey !== undefined) validate('jsonKey', jsonKey, jsonKeyRule);
    refuseIf('secret', secretProblem(secret));
    return new BuildSecret(
      () => ({
        variable: {
          type: BuildEnvironmentVariableType.SECRETS_MANAGER,
          value: jsonKey === undefined ? secret.secretArn : `${secret.secretArn}:${jsonKey}`,
        },
        statements: [
          // Secrets Manager adds six characters to the name, which an imported secret may not have in its ARN.
          read('secretsmanager:GetSecretValue', secret.secretFullArn ?? `${secret.secretArn}-??????`),
          ...decrypt(secret.encryptionKey),
        ],
      }),
      storedSecret(secret, jsonKey),
    );
  }

  /**
   * Uses a parameter of Parameter Store, preferably a `SecureString`.
   *
   * @param parameter the parameter.
   * @param options the key of the parameter.
   */
  public static fromSsmParameter(parameter: IParameter, options: SsmBuildSecretOptions = {}): BuildSecret {
    return new BuildSecret(
      () => ({
        variable: { type: BuildEnvironmentVariableType.PARAMETER_STORE, value: parameter.parameterName },
        statements: [read('ssm:GetParameters', parameter.parameterArn), ...decrypt(options.encryptionKey)],
      }),
      storedParameter(parameter),
    );
  }

  /**
   * Uses a secret of the GitHub repository, its environment or its organization. Only a workflow has it: CodeBuild cannot read
   * GitHub's secrets.
   *
   * @see https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets
   * @param name the name of the secret at GitHub. Throws if GitHub does not accept the name.
   */
  public static fromGitHubSecret(name: string): BuildSecret {
    validate('name', name, gitHubSecretNameRule('NPM_TOKEN'));
    return new BuildSecret(undefined, undefined, name);
  }

  /**
   * Uses a masked variable of GitLab CI/CD, or a secured variable of Bitbucket. Only a `PublishPipeline` has it: CodeBuild and GitHub
   * cannot read it.
   *
   * @see https://docs.gitlab.com/ci/variables/
   * @see https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
   * @param name the name of the variable. Throws if it is not the name of a variable, and for one that the build sets itself.
   */
  public static fromCiVariable(name: string): BuildSecret {
    validate('name', name, ciVariableRule);
    return new BuildSecret(undefined, undefined, undefined, name);
  }

  private constructor(
    /** The parts of a project that the secret needs, if CodeBuild can read it. @internal */
    public readonly _bind?: () => BoundBuildSecret,
    /** The secret as a job of a CI system reads it, if it is in AWS. @internal */
    public readonly _stored?: StoredBuildSecret,
    /** The name of the secret at GitHub. @internal */
    public readonly _gitHub?: string,
    /** The name of the variable of GitLab or Bitbucket. @internal */
    public readonly _ciVariable?: string,
  ) {}
}

function read(action: string, resource: string): StatementJson {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

function decrypt(key: IKey | undefined): StatementJson[] {
  return key ? [read('kms:Decrypt', key.keyArn)] : [];
}
