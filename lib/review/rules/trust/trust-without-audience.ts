import { claimsNamed } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const trustWithoutAudience = trustRule({
  id: 'oidc-trust-without-audience',
  severity: 'warning',
  title: 'A trust in a CI system without an audience',
  fix: "Add a StringEquals condition on the issuer's ':aud' with the audience that your runs request. For GitHub, that is 'sts.amazonaws.com'.",
  problem: (trust) =>
    trust.system && !trust.open && claimsNamed(trust, 'aud').length === 0
      ? `trusts ${issuerName(trust)} but no condition limits the token's 'aud'. A token that was made for another service can be replayed here.`
      : undefined,
});
