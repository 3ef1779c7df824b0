import { nameRule } from './text';
import { type Rule, quote } from './validation';

/** One branch, by its short name. */
export const branchRule: Rule = refRule('branch', 'branches', 'refs/heads/');

/** One Git tag, by its short name. */
export const gitTagRule: Rule = refRule('tag', 'tags', 'refs/tags/');

/** A short ref name, by `git check-ref-format`; its ban on `*` and `?` is what keeps a subject exact. */
function refRule(kind: string, plural: string, prefix: string): Rule {
  const what = `the name of one Git ${kind}`;
  return nameRule(what, /[*?\s~^:[\\]|\$\{|[^\x21-\x7e]/u, (text) => {
    const reason = refReason(text, plural, prefix);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}; ${reason}`;
  });
}

/** @see https://git-scm.com/docs/git-check-ref-format */
function refReason(text: string, plural: string, prefix: string): string | undefined {
  if (text.startsWith('refs/')) return `leave '${prefix}' out: ${quote(text.replace(/^refs\/[a-z]+\//, ''))}`;
  if (/[*?]/.test(text)) return `a wildcard would match other ${plural}: name each one`;
  if (text.includes('${')) return 'IAM would replace the variable: write the name';
  if (text.length > 255) return 'it has at most 255 characters';
  const refused = /[\s~^:[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|^[./-]|[./]$|^@$/;
  return refused.test(text) ? 'git takes no such ref name' : undefined;
}
