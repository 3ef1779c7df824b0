import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type IOidcProvider } from './i-oidc-provider';
import { type OidcIssuer } from './oidc-issuer';
import {
  type ImportedOidcProviderOptions,
  AccountProvider,
  OidcProviderBase,
  type OidcProviderProps,
} from './oidc-provider-base';
import { providerForAccountOf } from './provider-register';

/**
 * A CI system as an identity provider of the account, without a Lambda function. IAM takes one for each issuer: where an
 * app makes two, it fails.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class OidcProvider extends OidcProviderBase {
  /**
   * The provider that the account has already.
   *
   * @param scope where it is used; the account of that stack is meant.
   * @param id the construct's id.
   * @param options whose tokens the account trusts, for which audiences.
   */
  public static fromAccount(scope: Construct, id: string, options: ImportedOidcProviderOptions): IOidcProvider {
    return new AccountProvider(scope, id, options);
  }

  /**
   * The provider for the account of a scope: the one that the app makes there already, or else a new one in that stack.
   *
   * @param scope who needs it. Throws where another stage of the app makes the provider of the account.
   * @param issuer whose tokens the account trusts.
   */
  public static forAccountOf(scope: Construct, issuer: OidcIssuer): IOidcProvider {
    const stack = Stack.of(scope);
    const id = `OidcProvider|${issuer.issuer.replaceAll('/', '|')}`;
    return providerForAccountOf(stack, issuer.issuer) ?? new OidcProvider(stack, id, { issuer });
  }

  public constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id, props);
  }
}
