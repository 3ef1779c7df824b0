import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { type OidcTrust } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const issuerNeverMatches = trustRule({
  id: 'oidc-issuer-never-matches',
  severity: 'warning',
  title: 'A provider whose address no token has',
  fix: "Write the address of the provider, its ARN and the condition keys exactly as the claim 'iss' of the tokens, without 'https://' and without a '/' at the end. First fix what else this report finds in the trust.",
  problem: (trust) => {
    const reason = reasonOf(trust);
    return reason === undefined
      ? undefined
      : `trusts the provider ${quoted(trust.issuer ?? '')}, whose tokens do not exist: ${reason}. The trust never matches. Other findings about it say what is open as soon as the address is right.`;
  },
});

function reasonOf(trust: OidcTrust): string | undefined {
  const { system, issuer } = trust;
  if (!system || issuer === undefined || hasUnresolved(issuer) || !system.issuer.test(issuer.replace(/\/+$/, '')))
    return undefined;
  if (issuer.endsWith('/')) return `the issuer of ${issuerName(trust)} has no '/' at its end`;
  const [host = ''] = issuer.split('/');
  return host === host.toLowerCase() ? undefined : `the issuer of ${issuerName(trust)} is in lower case`;
}
