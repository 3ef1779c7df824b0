import { Token } from 'aws-cdk-lib';
import { type CfnSecret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ciVariableRule } from '../private/ci/ci-variable';
import { gitHubSecretNameRule } from '../private/ci/github-secret';
import { type StatementJson } from '../private/aws/policy-document';
import { type SecretPlace, secretPlace, secretProblem } from '../private/aws/secret-place';
import { publicApi } from '../private/boundary/public-api';
import { jsonKeyRule } from '../private/text/json-key';
import { textRule } from '../private/validation/text';
import { looksLikeSecret } from '../private/validation/secret';
import { type Problem, type Rule, firstProblem, quote, refuseIf, validate } from '../private/validation/validation';

/** The keys of a secret that holds credentials. */
export interface SecretsManagerCredentialsOptions {
  /**
   * The key of the user name in the JSON object. Throws if it is not a valid key, and if `username` is set.
   *
   * @default username
   */
  readonly usernameKey?: string;

  /**
   * The key of the password in the JSON object. Throws if it is not a valid key.
   *
   * @default password
   */
  readonly passwordKey?: string;

  /**
   * The user name, if the secret has only the password. Throws for a text that looks like a secret.
   *
   * @default - the secret has it
   */
  readonly username?: string;
}

/** The user name for a password in GitHub's secrets. */
export interface GitHubSecretsCredentialsOptions {
  /**
   * The user name. Throws for a text that looks like a secret, and if `usernameSecret` is set.
   *
   * @default - GitHub's secret `usernameSecret` has it
   */
  readonly username?: string;

  /**
   * The name of the secret of GitHub that has the user name. Throws if GitHub does not accept the name.
   *
   * @default - `username`
   */
  readonly usernameSecret?: string;
}

/** The user name for a password in a variable of GitLab or Bitbucket. */
export interface CiVariablesCredentialsOptions {
  /**
   * The user name. Throws for a text that looks like a secret, and if `usernameVariable` is set.
   *
   * @default - the variable `usernameVariable` has it
   */
  readonly username?: string;

  /**
   * The name of the variable that has the user name. Throws if it is not the name of a variable.
   *
   * @default - `username`
   */
  readonly usernameVariable?: string;
}

/** Credentials in variables of GitLab CI/CD or Bitbucket Pipelines. @internal */
export interface CiVariablesCredentials {
  readonly username?: string;
  readonly usernameVariable?: string;
  readonly passwordVariable: string;
}

/** Credentials in Secrets Manager. @internal */
export interface StoredCredentials {
  readonly secretArn: string;
  readonly place: SecretPlace;
  /** The name and the Region of the secret, if they are known at synth. A workflow reads it by them. */
  readonly name?: string;
  readonly region?: string;
  readonly username?: string;
  readonly usernameKey: string;
  readonly passwordKey: string;
  readonly statements: StatementJson[];
}

/** Credentials in the secrets of a GitHub repository, as the expressions of a workflow read them. @internal */
export interface GitHubCredentials {
  readonly username: string;
  readonly password: string;
  /** Whether it is the token of the run, which needs a permission of the job. */
  readonly isRunToken?: boolean;
}

/** The user name and password that builds log in to a registry with. They are never in a template or a file. */
@publicApi
export class RegistryCredentials {
  /**
   * Reads a secret of Secrets Manager, which is a JSON object with a user name and a password. CodeBuild fetches it for each
   * build. In a GitHub workflow, the role reads it.
   *
   * @param secret the secret. One of another account needs its `encryptionKey`, and a policy there. Throws for one that was imported
   * with an ARN as its name, and for an ARN of another service.
   * @param options the keys of the JSON object.
   */
  public static fromSecretsManager(
    secret: ISecret,
    options: SecretsManagerCredentialsOptions = {},
  ): RegistryCredentials {
    const { username, usernameKey, passwordKey = 'password' } = options;
    if (username !== undefined) validate('username', username, usernameRule);
    if (usernameKey !== undefined) validate('usernameKey', usernameKey, jsonKeyRule);
    validate('passwordKey', passwordKey, jsonKeyRule);
    refuseIf('secret', secretProblem(secret));
    refuseIf('usernameKey', username !== undefined && usernameKey !== undefined ? eitherUsername : undefined);
    return new RegistryCredentials({
      secretArn: secret.secretArn,
      place: secretPlace(secret),
      name: knownName(secret),
      region: Token.isUnresolved(secret.env.region) ? undefined : secret.env.region,
      username,
      usernameKey: usernameKey ?? 'username',
      passwordKey,
      statements: [
        {
          Effect: 'Allow',
          Action: 'secretsmanager:GetSecretValue',
          // Secrets Manager adds six characters to the name, which an imported secret may not have in its ARN.
          Resource: secret.secretFullArn ?? `${secret.secretArn}-??????`,
        },
        ...(secret.encryptionKey
          ? [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: secret.encryptionKey.keyArn } as const]
          : []),
      ],
    });
  }

  /**
   * Reads secrets of the GitHub repository, its environment or its organization. Only GitHub workflows have them.
   *
   * @see https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets
   * @param passwordSecret the name of the secret of GitHub that has the password. Throws if GitHub does not accept the name.
   * @param options the user name, or the secret that has it. Throws if there is none.
   */
  public static fromGitHubSecrets(
    passwordSecret: string,
    options: GitHubSecretsCredentialsOptions,
  ): RegistryCredentials {
    const { username, usernameSecret } = options;
    validate('passwordSecret', passwordSecret, secretNameRule);
    if (username !== undefined) validate('username', username, usernameRule);
    if (usernameSecret !== undefined) validate('usernameSecret', usernameSecret, secretNameRule);
    refuseIf('username', (username === undefined) === (usernameSecret === undefined) ? oneUsername : undefined);
    return new RegistryCredentials(undefined, {
      username: username ?? expression(usernameSecret ?? ''),
      password: expression(passwordSecret),
    });
  }

  /**
   * Reads variables of GitLab CI/CD, or of Bitbucket Pipelines. Only a `PublishPipeline` has them. Mask the one with the password.
   *
   * @see https://docs.gitlab.com/ci/variables/
   * @see https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
   * @param passwordVariable the name of the variable that has the password. Throws if it is not the name of a variable.
   * @param options the user name, or the variable that has it. Throws if there is none.
   */
  public static fromCiVariables(passwordVariable: string, options: CiVariablesCredentialsOptions): RegistryCredentials {
    const { username, usernameVariable } = options;
    validate('passwordVariable', passwordVariable, ciVariableRule);
    if (username !== undefined) validate('username', username, usernameRule);
    if (usernameVariable !== undefined) validate('usernameVariable', usernameVariable, ciVariableRule);
    refuseIf('username', (username === undefined) === (usernameVariable === undefined) ? oneVariable : undefined);
    return new RegistryCredentials(undefined, undefined, { username, usernameVariable, passwordVariable });
  }

  private constructor(
    /** @internal */
    public readonly _stored?: StoredCredentials,
    /** @internal */
    public readonly _gitHub?: GitHubCredentials,
    /** @internal */
    public readonly _ciVariables?: CiVariablesCredentials,
  ) {}
}

const eitherUsername = 'must not be set with `username`. Leave one of them out.';
const oneUsername = 'must be set, or `usernameSecret` instead of it. A registry needs a user name.';

const oneVariable = 'must be set, or `usernameVariable` instead of it. A registry needs a user name.';

/** The name that a secret was given. */
function knownName(secret: ISecret): string | undefined {
  const name = (secret.node.defaultChild as CfnSecret | undefined)?.name ?? secret.secretName;
  return Token.isUnresolved(name) ? undefined : name;
}

function expression(name: string): string {
  return `\${{ secrets.${name} }}`;
}

const secretNameRule = gitHubSecretNameRule('DOCKERHUB_TOKEN');

/** The user name of a registry, which is not a secret and no expression of a workflow. */
export const usernameRule: Rule = (value) =>
  firstProblem(value, textRule('a user name'), (checked) => nameProblem(checked as string));

function nameProblem(text: string): Problem {
  if (looksLikeSecret(text))
    return 'must be a user name, got a text that looks like a secret. Store it as the password';
  return /^[\w.+@|$~/-]+$/.test(text)
    ? undefined
    : `must be a user name, got ${quote(text)}. Use only letters, digits and '._+@|$~/-'`;
}
