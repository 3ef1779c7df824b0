import { claimsNamed } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const trustWithoutAudience = trustRule({
  id: 'oidc-trust-without-audience',
  severity: 'warning',
  title: 'A trust in an issuer without an audience',
  fix: ({ system }) =>
    `Add a StringEquals condition on the issuer's ':aud' with the audience that your runs request.${system?.audience.usual === undefined ? '' : ` For ${system.name}, that is '${system.audience.usual}'.`}`,
  problem: (trust) =>
    trust.system && !trust.open && claimsNamed(trust, 'aud').length === 0
      ? `trusts ${issuerName(trust)} but no condition limits the token's 'aud'. A token that was made for another service can be replayed here.`
      : undefined,
});
