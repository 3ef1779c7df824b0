import { neverAudience } from '../../issuers/token-audience';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type TemplateGraph } from '../../templates/template-graph';
import { hasWildcard } from '../condition-operator';
import { quotedList } from '../shown';
import { claimsNamed, type OidcTrust } from './oidc-trust';
import { issuerName, trustRule } from './trust-rule';

export const audienceNeverMatches = trustRule({
  id: 'oidc-audience-never-matches',
  severity: 'warning',
  title: 'An audience that no token has',
  fix: "Write the audience as in the claim 'aud' of the tokens. It must be one of those of the provider, too.",
  problem: (trust, graph) => {
    for (const { demand, condition } of claimsNamed(trust, 'aud')) {
      if (demand !== 'exact' && demand !== 'like') continue;
      const reasons = condition.values.map((value) => reasonOf(trust, value, demand === 'like', graph));
      const [reason] = reasons;
      // One value that tokens have is enough.
      if (reason !== undefined && reasons.every((one) => one !== undefined))
        return `trusts ${issuerName(trust)} for the audience ${quotedList(condition.values)}, which no token has: ${reason}. No run can become the role, which tempts people to allow more than is needed.`;
    }
    return undefined;
  },
});

function reasonOf(trust: OidcTrust, value: string, like: boolean, { providers }: TemplateGraph): string | undefined {
  if (hasUnresolved(value) || (like && hasWildcard(value))) return undefined;
  const reason = trust.system && neverAudience(trust.system.audience, value);
  if (reason !== undefined) return reason;
  const provider = providers.find(({ arn }) => arn === trust.provider);
  if (!provider || provider.audiences.length === 0 || provider.audiences.some(hasUnresolved)) return undefined;
  return provider.audiences.includes(value) ? undefined : `the provider accepts ${quotedList(provider.audiences)} only`;
}
