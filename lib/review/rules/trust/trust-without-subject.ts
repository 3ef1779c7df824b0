import { claimsNamed, type OidcTrust } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const trustWithoutSubject = trustRule({
  id: 'oidc-trust-without-subject',
  severity: 'error',
  title: 'A trust in a CI system without a subject',
  needsReviewer: true,
  fix: "Add a StringEquals condition on the issuer's ':sub' with the exact subjects, such as 'repo:OWNER/REPOSITORY:ref:refs/heads/main'.",
  problem: (trust) =>
    isWithoutSubject(trust)
      ? `trusts ${issuerName(trust)} but no condition limits the token's 'sub'. Any project there can become this role.`
      : undefined,
});

/**
 * Claims of an unknown issuer may limit the trust as well as `sub` does. For a CI system, only `sub` identifies the
 * project.
 */
function isWithoutSubject(trust: OidcTrust): boolean {
  if (trust.open) return false;
  if (trust.system) return claimsNamed(trust, 'sub').length === 0;
  if (trust.issuer?.startsWith('oidc.eks.')) return false;
  return trust.claims.every(({ name }) => name === 'aud');
}
