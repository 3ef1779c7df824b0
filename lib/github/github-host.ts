import { nameRule } from '../private/validation/text';
import { type Problem, type Rule, quote } from '../private/validation/validation';

const slug = "an enterprise's slug, like 'acme-inc'";
const subdomain = "the subdomain of an enterprise on GHE.com, like 'acme'";
const host = "the host of a GitHub Enterprise Server, like 'github.acme.com'";

/** The last part of `https://github.com/enterprises/SLUG`, in the case that GitHub shows. */
export const enterpriseSlugRule: Rule = nameRule(slug, /[^\w-]/u, (text) =>
  /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?$/.test(text)
    ? undefined
    : `must be ${slug}, got ${quote(text)}. ${partsReason(text) ?? 'Use letters, digits and inner hyphens only'}`,
);

/** The first part of `SUBDOMAIN.ghe.com`. */
export const gheSubdomainRule: Rule = nameRule(subdomain, /[^a-z0-9-]/u, (text) =>
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
    ? undefined
    : `must be ${subdomain}, got ${quote(text)}. ${subdomainReason(text)}`,
);

/** A GitHub Enterprise Server. Its host determines the issuer. */
export const enterpriseServerHostRule: Rule = nameRule(host, /[^a-z0-9.-]/u, (text) => {
  const reason = hostReason(text);
  return reason === undefined ? undefined : `must be ${host}, got ${quote(text)}. ${reason}`;
});

function subdomainReason(text: string): string {
  if (text.endsWith('.ghe.com')) return `Omit '.ghe.com': ${quote(text.replace(/.*?([^./]+)\.ghe\.com$/, '$1'))}`;
  return partsReason(text) ?? 'Use lower-case letters, digits and inner hyphens only';
}

function partsReason(text: string): Problem {
  return text.includes('/') ? 'Omit the slashes and the text around them' : undefined;
}

function hostReason(text: string): Problem {
  if (text.includes('://')) return "Omit the scheme, which is always 'https'";
  if (/[/?#]/.test(text)) return "Omit the part after the host. The path '/_services/token' is always the same";
  if (text.includes(':')) return 'Omit the port, which IAM does not accept';
  if (/(^|\.)github\.com$|(^|\.)githubusercontent\.com$/.test(text)) return 'That is github.com itself. Use gitHub()';
  if (/(^|\.)ghe\.com$/.test(text)) return 'That is GHE.com. Use dataResidency()';
  if (/githubusercontent|(^|\.)(github|ghe)\.com\./.test(text)) return "The name imitates GitHub's own";
  if (/[A-Z]/.test(text)) return 'Write it in lower case, as its tokens do';
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return text.length <= 200 && new RegExp(`^(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`).test(text)
    ? undefined
    : 'AWS reaches it by a whole DNS name';
}
