import { gitHub } from '../../issuers/github';
import { google } from '../../issuers/google';
import { hasWildcard } from '../condition-operator';
import { type Claim, claimsNamed } from './oidc-trust';
import { exampleOf, issuerName, trustRule } from './trust-rule';

export const trustWithoutSubject = trustRule({
  id: 'oidc-trust-without-subject',
  severity: 'error',
  title: 'A trust in an issuer without a subject',
  needsReviewer: true,
  fix: (trust) =>
    `Add a StringEquals condition on the issuer's ':sub' with the exact subjects, such as ${exampleOf(trust)}.`,
  problem: (trust) => {
    if (trust.open || google.isPrincipal({ type: 'Federated', value: trust.provider })) return undefined;
    const { project, owner } = trust.system?.words ?? gitHub.words;
    if (trust.system) {
      if (claimsNamed(trust, 'sub').length > 0) return undefined;
      const any = trust.system.ownIssuer ? `Any ${project} of that ${owner}` : `Any ${project} there`;
      return `trusts ${issuerName(trust)} but no condition limits the token's 'sub'. ${any} can become this role.`;
    }
    // Other claims of an unknown issuer may limit the trust as well as `sub` does.
    if (trust.claims.some((claim) => claim.name !== 'aud' && limits(claim))) return undefined;
    const message = `trusts ${issuerName(trust)} but no condition limits the token's 'sub'. `;
    return trust.claims.some((claim) => claim.name === 'aud' && limits(claim))
      ? {
          severity: 'warning',
          message: `${message}Every user and every client to which it gives tokens for that audience can become this role.`,
        }
      : `${message}Any project there can become this role.`;
  },
});

/** Whether a condition limits a claim. Another rule reports a weak condition on `sub`. */
function limits({ name, demand, condition }: Claim): boolean {
  if (demand === 'weak') return name === 'sub';
  return demand !== 'like' || !condition.values.some((value) => /^[*?]+$/.test(value) && hasWildcard(value));
}
