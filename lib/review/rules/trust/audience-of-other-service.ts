import { gitHub } from '../../issuers/github';
import { otherAudience } from '../../issuers/token-audience';
import { hasUnresolved } from '../../texts/symbolic-text';
import { hasWildcard } from '../condition-operator';
import { quoted } from '../shown';
import { claimsNamed, type OidcTrust } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const audienceOfOtherService = trustRule({
  id: 'oidc-audience-of-other-service',
  severity: 'warning',
  title: 'An audience of tokens that are made for another service',
  fix: ({ system }) =>
    `Use StringEquals with the audience that your runs request for AWS${system?.audience.usual === undefined ? '' : `: ${quoted(system.audience.usual)}`}.`,
  problem: (trust) => {
    const found = valuesOf(trust).find(({ why }) => why !== undefined);
    return (
      found &&
      `trusts ${issuerName(trust)} for the audience ${quoted(found.value)}. ${found.why ?? ''} Anyone who gets such a token can use it here.`
    );
  },
});

function valuesOf(trust: OidcTrust): { readonly value: string; readonly why: string | undefined }[] {
  return claimsNamed(trust, 'aud')
    .filter(({ demand }) => demand === 'exact' || demand === 'like')
    .flatMap(({ demand, condition }) =>
      condition.values.map((value) => ({ value, why: whyOf(trust, value, demand === 'like') })),
    );
}

function whyOf({ system }: OidcTrust, value: string, like: boolean): string | undefined {
  if (hasUnresolved(value)) return undefined;
  if (like && hasWildcard(value)) return 'The wildcard also matches audiences of other services.';
  const tokens = otherAudience(system?.audience ?? gitHub.audience, value);
  return tokens === undefined ? undefined : `It is the audience of ${tokens}.`;
}
