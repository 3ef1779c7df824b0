import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { AccountProvider, OidcProviderBase, type OidcProviderOptions } from '../publisher/oidc-provider-base';
import { providerForAccountOf } from '../publisher/provider-register';
import { GitHubIssuer } from './github-issuer';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';

/** Properties of a `GitHubOidcProvider`. */
export interface GitHubOidcProviderProps extends OidcProviderOptions {
  /**
   * The issuer of the tokens: github.com, or the GitHub of an enterprise.
   *
   * @default GitHubIssuer.gitHub()
   */
  readonly issuer?: GitHubIssuer;
}

/** Options of `GitHubOidcProvider.fromAccount()`. */
export interface ImportedGitHubOidcProviderOptions {
  /**
   * The issuer of the tokens: github.com, or the GitHub of an enterprise.
   *
   * @default GitHubIssuer.gitHub()
   */
  readonly issuer?: GitHubIssuer;

  /**
   * The audiences that the provider accepts. Throws for an empty list.
   *
   * @default - `sts.amazonaws.com`, which `aws-actions/configure-aws-credentials` requests
   */
  readonly audiences?: string[];
}

/**
 * GitHub as an identity provider of the account, without a Lambda function. IAM accepts one for each account, so a second
 * one in an app throws.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class GitHubOidcProvider extends OidcProviderBase implements IGitHubOidcProvider {
  /**
   * The provider that the account already has.
   *
   * @param scope the scope that uses it. The provider is that of the account of its stack.
   * @param id the construct's id.
   * @param options the issuer and the audiences.
   */
  public static fromAccount(
    scope: Construct,
    id: string,
    options: ImportedGitHubOidcProviderOptions = {},
  ): IGitHubOidcProvider {
    return new AccountProvider(scope, id, { issuer: GitHubIssuer.gitHub(), ...options });
  }

  /**
   * The provider for the account of a scope: the one that the app already creates there, or else a new one in that stack.
   *
   * @param scope the scope that needs it. Throws if another stage of the app creates the provider of the account.
   * @param issuer the issuer of the tokens.
   */
  public static forAccountOf(scope: Construct, issuer: GitHubIssuer = GitHubIssuer.gitHub()): IGitHubOidcProvider {
    const stack = Stack.of(scope);
    const made = providerForAccountOf(stack, issuer.issuer);
    if (made) return made;
    const isDefault = issuer.issuer === GitHubIssuer.gitHub().issuer;
    const id = isDefault ? 'GitHubOidcProvider' : `GitHubOidcProvider|${issuer.issuer.replaceAll('/', '|')}`;
    return new GitHubOidcProvider(stack, id, { issuer });
  }

  public constructor(scope: Construct, id: string, props: GitHubOidcProviderProps = {}) {
    super(scope, id, { issuer: GitHubIssuer.gitHub(), ...props });
  }
}
