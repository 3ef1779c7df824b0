import { tokenIssuerOf } from '../../issuers/token-issuers';
import { hasUnresolved } from '../../texts/symbolic-text';
import { reviewRule } from '../review-rule';
import { textOf } from '../shape';
import { quoted } from '../shown';

export const providerUrl = reviewRule({
  id: 'oidc-provider-url',
  severity: 'error',
  title: "An OIDC provider's address that IAM refuses or no token matches",
  findProblems: ({ providers }) =>
    providers.flatMap(({ resource }) => {
      const url = textOf(resource.properties.Url);
      const problem = url === undefined || hasUnresolved(url) ? undefined : problemOf(url);
      if (url === undefined || problem === undefined) return [];
      return [
        {
          source: resource.source,
          message: `The provider's address ${quoted(url)} ${problem}. IAM refuses it, or no token matches.`,
          fix: "Write it exactly as in the claim 'iss' of the tokens: 'https://', the host, and the path if there is one.",
        },
      ];
    }),
});

function problemOf(url: string): string | undefined {
  if (!url.startsWith('https://')) return "does not start with 'https://'";
  const rest = url.slice('https://'.length);
  if (rest.includes('?') || rest.includes('#')) return 'has a query';
  // The issuers of Microsoft Entra ID and Auth0 end with a '/'. Those of the known CI systems do not.
  if (rest.endsWith('/') && tokenIssuerOf(rest)) return "ends with a '/'";
  if (/^sts\.windows\.net\/[^/]+$/.test(rest)) return "lacks the '/' at the end";
  const host = rest.split('/')[0] ?? '';
  if (host.includes('@')) return 'contains a user';
  return host.includes(':') ? 'has a port' : undefined;
}
