import { quoted } from '../shown';
import { weakness } from '../condition-operator';
import { type Claim, type OidcTrust } from './oidc-trust';
import { trustRule } from './trust-rule';

export const weakClaim = trustRule({
  id: 'oidc-weak-condition',
  severity: 'error',
  title: 'A condition on a token that does not limit it',
  needsReviewer: true,
  fix: 'Use StringEquals with the exact values, or StringLike if you need a pattern. Remove ForAllValues, IfExists and the negation.',
  problem: (trust) => {
    const claim = trust.claims.find((one) => isNeeded(one) && one.demand === 'weak' && isAlone(trust, one));
    return (
      claim && `has a condition on ${quoted(claim.condition.key)} that does not limit it: ${weakness(claim.condition)}.`
    );
  },
});

/** Other claims only narrow the tokens that these two allow, even if their conditions are weak. */
function isNeeded({ name }: Claim): boolean {
  return name === 'sub' || name === 'aud';
}

/** With a strict condition on the same key, a weak one narrows it further, and `Null` only requires the key. */
function isAlone({ claims }: OidcTrust, claim: Claim): boolean {
  if (claim.condition.operator.toLowerCase() === 'null') return onlyNull(claims, claim);
  const others = claims.filter(
    (other) =>
      other !== claim && other.name === claim.name && other.issuer.toLowerCase() === claim.issuer.toLowerCase(),
  );
  return !others.some(
    ({ demand, condition }) => demand !== 'weak' || isThere(condition.operator, condition.values, claim),
  );
}

/** `Null: { sub: 'false' }` together with ForAllValues or IfExists is a strict condition. */
function isThere(operator: string, values: readonly string[], { condition }: Claim): boolean {
  if (operator.toLowerCase() !== 'null' || !values.every((value) => value.toLowerCase() === 'false')) return false;
  return /^forallvalues:|ifexists$/i.test(condition.operator) && !/not/i.test(condition.operator);
}

function onlyNull(claims: readonly Claim[], claim: Claim): boolean {
  return claims.every(({ name, condition }) => name !== claim.name || condition.operator.toLowerCase() === 'null');
}
