import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted, shown } from '../shown';
import { trustRule } from './trust-rule';

export const otherIssuersKey = trustRule({
  id: 'oidc-key-of-other-issuer',
  severity: 'warning',
  title: 'A condition key of another issuer than the provider',
  fix: "Start the key with the provider's address as in its ARN, without 'https://'.",
  problem: ({ claims, issuer, system }) => {
    if (issuer === undefined) return undefined;
    const claim = claims.find(
      (one) => one.demand !== 'weak' && !hasUnresolved(one.issuer) && isOther(one.issuer, issuer),
    );
    return claim && system
      ? `trusts the provider ${quoted(issuer)} but has a condition on ${quoted(claim.condition.key)}, a key of ${shown(claim.issuer)}. Its tokens never have that key, so no run can become the role.`
      : undefined;
  },
});

/** Condition keys are compared without case. */
function isOther(key: string, issuer: string): boolean {
  return key.toLowerCase() !== issuer.toLowerCase();
}
