import { publicApi } from '../private/boundary/public-api';
/**
 * Who signs the tokens that a CI system shows to AWS.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class OidcIssuer {
  /** Where it is, without the scheme: IAM names the claims after it. */
  public readonly issuer: string;

  /** The audience that its tokens are asked for, unless the provider is given others. */
  public readonly defaultAudience: string;

  /** What people call it, like `GitHub Actions`. */
  public readonly displayName: string;

  protected constructor(issuer: string, defaultAudience: string, displayName: string) {
    this.issuer = issuer;
    this.defaultAudience = defaultAudience;
    this.displayName = displayName;
  }
}
