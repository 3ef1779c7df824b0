import { nameRule } from '../validation/text';
import { quote, type Rule } from '../validation/validation';
import { gitReason, prefixReason } from './git-ref';

const what = "the start of Git tags, such as 'web-'";

/** The start of the Git tags of one image among several. */
export const gitTagPrefixRule: Rule = nameRule(what, /[*?\s~^:[\\]|\$\{|[^\x21-\x7e]/u, (text) => {
  const reason = reasonOf(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function reasonOf(text: string): string | undefined {
  if (/[*?]/.test(text)) return 'The tags and patterns of the source follow it. Omit the wildcard';
  return prefixReason(text, 'refs/tags/') ?? gitReason(`${text}v1`);
}
