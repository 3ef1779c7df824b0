import { nameRule } from '../validation/text';
import { type Problem, type Rule, quote } from '../validation/validation';

/** One branch, by its short name. */
export const branchRule: Rule = shortNameRule('branch', 'branches', 'refs/heads/');

/** One Git tag, by its short name. */
export const gitTagRule: Rule = shortNameRule('tag', 'tags', 'refs/tags/');

const wholeRef = "a Git ref in full, like 'refs/heads/main'";

/** One branch or tag, by its full name. */
export const gitRefRule: Rule = nameRule(wholeRef, /[*?\s~^:[\\]|\$\{|[^\x21-\x7e]/u, (text) => {
  const reason = wholeRefReason(text);
  return reason === undefined ? undefined : `must be ${wholeRef}, got ${quote(text)}. ${reason}`;
});

function wholeRefReason(text: string): Problem {
  const name = /^refs\/(?:heads|tags)\/(.*)$/s.exec(text)?.[1];
  if (name !== undefined) return refReason(name, 'branches and tags');
  return text.startsWith('refs/')
    ? "Write a branch 'refs/heads/...' or a tag 'refs/tags/...'"
    : "A branch starts with 'refs/heads/', and a tag with 'refs/tags/'";
}

/** A short ref name. It refuses `*` and `?`, so that a subject is exact. */
function shortNameRule(kind: string, plural: string, prefix: string): Rule {
  const what = `the name of one Git ${kind}`;
  return nameRule(what, /[*?\s~^:[\\]|\$\{|[^\x21-\x7e]/u, (text) => {
    const reason = prefixReason(text, prefix) ?? refReason(text, plural);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
  });
}

/** The problem with a full name that was given instead of a short one. */
export function prefixReason(text: string, prefix: string): Problem {
  return text.startsWith('refs/') ? `Omit '${prefix}': ${quote(text.replace(/^refs\/[a-z]+\//, ''))}` : undefined;
}

function refReason(text: string, plural: string): Problem {
  if (/[*?]/.test(text)) return `A wildcard would match other ${plural}. Name each one`;
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  return gitReason(text);
}

/** @see https://git-scm.com/docs/git-check-ref-format */
export function gitReason(text: string): Problem {
  if (text.length > 255) return 'Use at most 255 characters';
  const refused = /[\s~^:[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|^[./-]|[./]$|^@$/;
  return text === '' || refused.test(text) ? 'Git does not accept such a ref name' : undefined;
}
