import { gitReason, prefixReason } from './git-ref';
import { nameRule } from '../validation/text';
import { type Problem, type Rule, quote } from '../validation/validation';

/** Branches by a pattern of their short names. */
export const branchPatternRule: Rule = refPatternRule('branches', 'branch()', 'refs/heads/', (text) =>
  /^[*/]+$/.test(text) ? 'That would match every branch. Name a part of them' : undefined,
);

/** Git tags by a pattern of their short names. `*` matches all of them. */
export const gitTagPatternRule: Rule = refPatternRule('tags', 'tag()', 'refs/tags/', () => undefined);

/** Git tags by a pattern for a webhook, which has another list for exact names. */
export const webhookTagPatternRule: Rule = refPatternRule('tags', "'tags'", 'refs/tags/', () => undefined);

function refPatternRule(refs: string, exact: string, prefix: string, widthProblem: (text: string) => Problem): Rule {
  const what = `a pattern of Git ${refs} with '*' for any text`;
  return nameRule(what, /[?\s~^:[\\]|\$\{|[^\x21-\x7e]/u, (text) => {
    const reason = prefixReason(text, prefix) ?? patternReason(text, exact) ?? widthProblem(text);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
  });
}

function patternReason(text: string, exact: string): Problem {
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  if (text.includes('?')) return "A pattern does not contain '?'";
  return gitReason(text) ?? (text.includes('*') ? undefined : `It has no '*'. Use ${exact}`);
}
