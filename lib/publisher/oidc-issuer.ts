import { publicApi } from '../private/boundary/public-api';
/**
 * The issuer of the tokens with which the jobs of a CI system assume roles.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
@publicApi
export class OidcIssuer {
  /** Its address, without the scheme. IAM's condition keys start with it. */
  public readonly issuer: string;

  /** The audience of its tokens, unless the provider lists others. */
  public readonly defaultAudience: string;

  /** Its name in descriptions, such as `GitHub Actions`. */
  public readonly displayName: string;

  protected constructor(issuer: string, defaultAudience: string, displayName: string) {
    this.issuer = issuer;
    this.defaultAudience = defaultAudience;
    this.displayName = displayName;
  }
}
