import { Token } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { type Problem } from '../private/validation/validation';
import { type OidcIssuer } from './oidc-issuer';
import { type TrustedClaims } from './oidc-trust';

/** The facts of a role that its subjects check. */
export interface TrustingRole {
  /** The issuer of the role's provider, without its scheme. */
  readonly issuer: string;

  /** Whether the role may push or deploy. */
  readonly publishes: boolean;
}

/** A warning about a subject, with the id that acknowledges it. */
export interface SubjectWarning {
  readonly id: string;
  readonly message: string;
}

/**
 * One kind of job in a CI system, by the claims of its token. The factories of `GitHubSubject`, `GitLabSubject` and the
 * other subjects create it.
 */
@publicApi
export abstract class OidcSubject {
  /** @internal */
  public abstract readonly _claims: TrustedClaims;

  /** The issuer of such tokens. Undefined if only the provider determines it. @internal */
  public readonly _issuer?: OidcIssuer;

  /** @internal */
  public readonly _warning?: SubjectWarning;

  /** The problem of a role that trusts this subject. @internal */
  public _problemIn({ issuer }: TrustingRole): Problem {
    const ours = this._issuer?.issuer ?? issuer;
    return ours === issuer || Token.isUnresolved(issuer)
      ? undefined
      : `must be trusted through its issuer '${ours}', got the issuer '${issuer}'. Omit provider, or pass the ` +
          `provider of that issuer.`;
  }
}
