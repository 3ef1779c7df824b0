import { alsoBesideTokens, nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "a GitLab project as 'group/project'";
const idText = 'the numeric id of a GitLab project as digits';

/**
 * The path of one project, with its groups. A wildcard could match another project, so it is refused.
 *
 * @see https://docs.gitlab.com/user/reserved_names/
 */
export const gitLabProjectRule: Rule = nameRule(what, /[^\w./-]/u, (text) => {
  const reason = projectReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function projectReason(text: string): string | undefined {
  if (/^(https?|ssh|git):|^git@/.test(text)) return 'Omit the address of the server';
  if (/[*?]/.test(text)) return 'A wildcard would trust other projects. Name each one';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  const segments = text.split('/');
  if (segments.length < 2) return 'The group or the project is missing';
  if (segments.some((segment) => segment.endsWith('.git'))) return "Omit '.git'";
  return segments.every((segment) => /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])?$/.test(segment))
    ? undefined
    : "Each part has letters, digits, '.', '_' and '-', and begins with a letter, a digit or '_'";
}

/** A numeric GitLab id, as text, because IAM compares texts. */
export const gitLabProjectIdRule: Rule = alsoBesideTokens(idText, /\D/u, (value) => {
  if (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) return undefined;
  const remedy = typeof value === 'number' ? '. Write it in quotes' : '';
  return `must be ${idText}, got ${quote(value)}${remedy}`;
});
