import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = "the host of a Git server, like 'git.example.com'";

/** The host of a self-managed server, with its port if that is not 443. */
export const sourceHostRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const reason = hostReason(checked as string);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(checked)}. ${reason}`;
  });

function hostReason(text: string): string | undefined {
  if (text.includes('://')) return "Omit the scheme, which is always 'https'";
  if (/[/?#]/.test(text)) return 'Omit the part after the host';
  if (text.includes('@')) return 'Omit the user, because the connection logs in';
  if (/[A-Z]/.test(text)) return 'Write it in lower case';
  if (/^(www\.)?github\.com$/.test(text)) return 'That is github.com itself. Use gitHub()';
  if (/^(www\.)?gitlab\.com$/.test(text)) return 'That is gitlab.com itself. Use gitLab()';
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return text.length <= 255 && new RegExp(`^(?:${label}\\.)+${label}(?::[1-9]\\d{0,4})?$`).test(text)
    ? undefined
    : 'Write a whole DNS name';
}
