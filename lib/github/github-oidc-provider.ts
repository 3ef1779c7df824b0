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
   * Which GitHub.
   *
   * @default GitHubIssuer.gitHub()
   */
  readonly issuer?: GitHubIssuer;
}

/** What `GitHubOidcProvider.fromAccount()` takes. */
export interface ImportedGitHubOidcProviderOptions {
  /**
   * Which GitHub.
   *
   * @default GitHubIssuer.gitHub()
   */
  readonly issuer?: GitHubIssuer;

  /**
   * The audiences that the provider takes. Throws for an empty list.
   *
   * @default - `sts.amazonaws.com`, what `aws-actions/configure-aws-credentials` asks for
   */
  readonly audiences?: string[];
}

/**
 * GitHub as an identity provider of the account, without a Lambda function. IAM takes one for each account: where an
 * app makes two, it fails.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class GitHubOidcProvider extends OidcProviderBase implements IGitHubOidcProvider {
  /**
   * The provider that the account has already.
   *
   * @param scope where it is used; the account of that stack is meant.
   * @param id the construct's id.
   * @param options which GitHub, and for which audiences.
   */
  public static fromAccount(
    scope: Construct,
    id: string,
    options: ImportedGitHubOidcProviderOptions = {},
  ): IGitHubOidcProvider {
    return new AccountProvider(scope, id, { issuer: GitHubIssuer.gitHub(), ...options });
  }

  /**
   * The provider for the account of a scope: the one that the app makes there already, or else a new one in that stack.
   *
   * @param scope who needs it. Throws where another stage of the app makes the provider of the account.
   * @param issuer which GitHub.
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
