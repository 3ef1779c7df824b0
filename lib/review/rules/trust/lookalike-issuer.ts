import { tokenIssuerOf, tokenIssuers } from '../../issuers/token-issuers';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type TemplateGraph, type TemplateSource } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';
import { oidcTrustsOf } from './oidc-trust';

const gitHubHost = 'token.actions.githubusercontent.com';
const hosts = [...tokenIssuers.flatMap(({ host }) => host ?? []), 'accounts.google.com'];

export const lookalikeIssuer = reviewRule({
  id: 'oidc-lookalike-issuer',
  severity: 'error',
  title: 'An issuer whose address looks like that of a known issuer',
  needsReviewer: true,
  findProblems: (graph) =>
    issuersIn(graph).flatMap(({ issuer, source }) => {
      const host = imitatedBy(issuer);
      if (host === undefined) return [];
      return [
        {
          source,
          message: `The issuer ${quoted(issuer)} looks like ${quoted(host)} but is another one. Its operator can issue tokens with any subject.`,
          fix: `Write ${quoted(host)}. For your own server, use an address that cannot be mistaken for it.`,
        },
      ];
    }),
});

function issuersIn(graph: TemplateGraph): { issuer: string; source: TemplateSource }[] {
  const made = graph.providers.map(({ issuer, resource }) => ({ issuer, source: resource.source }));
  const known = new Set(made.map(({ issuer }) => issuer));
  const trusted = oidcTrustsOf(graph).flatMap(({ issuer, statement }) =>
    issuer === undefined || known.has(issuer) ? [] : [{ issuer, source: statement.source }],
  );
  return [...made, ...trusted].filter(({ issuer }) => !hasUnresolved(issuer));
}

function imitatedBy(issuer: string): string | undefined {
  const host = issuer.toLowerCase().split('/')[0] ?? '';
  if (hosts.includes(host) || host.length > 253 || /^token\.actions\.[\w-]+\.ghe\.com$/.test(host)) return undefined;
  const imitated = hosts.find((one) => isWithin(host, one) || (one.length > 15 && isNearly(host, one)));
  if (imitated !== undefined) return imitated;
  if (host.startsWith('token.actions.') && !tokenIssuerOf(issuer)) return gitHubHost;
  return host.startsWith('oidc.eks.') && !tokenIssuerOf(issuer)
    ? /oidc\.eks\.[\w-]+\.amazonaws\.com(\.cn)?(?=\.)/.exec(host)?.[0]
    : undefined;
}

/** `gitlab.com.example.org` and `my-gitlab.com`, but not `gitlab.company.org` or a domain below the real one. */
function isWithin(host: string, real: string): boolean {
  const at = host.indexOf(real);
  if (at < 0) return false;
  const after = host[at + real.length];
  return after === '.' || after === '-' || (after === undefined && at > 0 && host[at - 1] !== '.');
}

/** Whether at most two characters differ. */
function isNearly(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[other.length] ?? 0) <= 2;
}
