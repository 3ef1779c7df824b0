import { Token } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { type Problem } from '../private/validation/validation';
import { type OidcIssuer } from './oidc-issuer';
import { type TrustedClaims } from './oidc-trust';

/** A role that trusts a subject, as far as that is the subject's business. */
export interface TrustingRole {
  /** The issuer of the role's provider, without its scheme. */
  readonly issuer: string;

  /** Whether the role may change anything. */
  readonly publishes: boolean;
}

/** What a reader should know of a subject, with the id that it is acknowledged by. */
export interface SubjectWarning {
  readonly id: string;
  readonly message: string;
}

/**
 * What one kind of run in a CI system is, by the claims of its token. Made by the factories of `GitHubSubject`,
 * `GitLabSubject` and the like.
 */
@publicApi
export abstract class OidcSubject {
  /** @internal */
  public abstract readonly _claims: TrustedClaims;

  /** Who signs such tokens; left open where the provider alone tells. @internal */
  public readonly _issuer?: OidcIssuer;

  /** @internal */
  public readonly _warning?: SubjectWarning;

  /** What is wrong with a role that trusts it. @internal */
  public _problemIn({ issuer }: TrustingRole): Problem {
    const ours = this._issuer?.issuer ?? issuer;
    return ours === issuer || Token.isUnresolved(issuer)
      ? undefined
      : `must be trusted by way of its issuer '${ours}', got the issuer '${issuer}'; leave provider out, or give that of ` +
          'its issuer';
  }
}
