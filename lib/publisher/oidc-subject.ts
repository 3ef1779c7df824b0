import { type TrustedClaims } from './oidc-trust';

/**
 * What one kind of run in a CI system is, by the claims of its token. Made by the factories of `GitHubSubject`,
 * `GitLabSubject` and the like.
 */
export abstract class OidcSubject {
  /** @internal */
  public abstract readonly _claims: TrustedClaims;
}
