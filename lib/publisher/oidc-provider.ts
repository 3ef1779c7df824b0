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
 * A CI system as an identity provider of the account, without a Lambda function. IAM accepts one provider for each
 * issuer, so a second one in an app throws.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class OidcProvider extends OidcProviderBase {
  /**
   * The provider that the account already has.
   *
   * @param scope the scope that uses it. The provider is that of the account of its stack.
   * @param id the construct's id.
   * @param options the issuer whose tokens the account trusts, and the audiences.
   */
  public static fromAccount(scope: Construct, id: string, options: ImportedOidcProviderOptions): IOidcProvider {
    return new AccountProvider(scope, id, options);
  }

  /**
   * The provider for the account of a scope: the one that the app already creates there, or else a new one in that stack.
   *
   * @param scope the scope that needs it. Throws if another stage of the app creates the provider of the account.
   * @param issuer the issuer whose tokens the account trusts.
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
