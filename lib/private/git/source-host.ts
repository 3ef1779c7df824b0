import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = "the host of a Git server, like 'git.example.com'";

/** The host of a self-managed server, with its port if that is not 443. */
export const sourceHostRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const reason = hostReason(checked as string);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(checked)}; ${reason}`;
  });

function hostReason(text: string): string | undefined {
  if (text.includes('://')) return "leave the scheme out: it is always 'https'";
  if (/[/?#]/.test(text)) return 'leave out what follows the host';
  if (text.includes('@')) return 'leave the user out: the connection logs in';
  if (/[A-Z]/.test(text)) return 'write it in lower case';
  if (/^(www\.)?github\.com$/.test(text)) return 'that is github.com itself: use gitHub()';
  if (/^(www\.)?gitlab\.com$/.test(text)) return 'that is gitlab.com itself: use gitLab()';
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return text.length <= 255 && new RegExp(`^(?:${label}\\.)+${label}(?::[1-9]\\d{0,4})?$`).test(text)
    ? undefined
    : 'it is a whole DNS name';
}
