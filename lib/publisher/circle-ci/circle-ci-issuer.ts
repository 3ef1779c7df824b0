import { publicApi } from '../../private/boundary/public-api';
import { validateIssuerPart } from '../../private/validation/known-at-synth';
import { uuidRule } from '../../private/ci/uuid';
import { OidcIssuer } from '../oidc-issuer';

/**
 * The issuer of the tokens of CircleCI. Each organization is a separate issuer.
 *
 * @see https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
 */
@publicApi
export class CircleCiIssuer extends OidcIssuer {
  /**
   * The issuer of one organization.
   *
   * @param organizationId its id, a UUID that Organization Settings shows. Throws if it is not one, and for a token.
   */
  public static organization(organizationId: string): CircleCiIssuer {
    validateIssuerPart('organizationId', organizationId, organizationIdRule);
    return new CircleCiIssuer(organizationId);
  }

  private constructor(organizationId: string) {
    super(`oidc.circleci.com/org/${organizationId}`, organizationId, 'CircleCI');
  }
}

const organizationIdRule = uuidRule('a CircleCI organization');
