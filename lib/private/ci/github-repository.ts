import { alsoBesideTokens, nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "a GitHub repository as 'owner/name'";
const idText = 'a numeric GitHub id as digits';

/** `owner/name`, as GitHub allows them. A wildcard could match another repository, so it is refused. */
export const gitHubRepositoryRule: Rule = nameRule(what, /[^\w./-]/u, (text) => {
  const [owner = '', name = '', ...rest] = text.split('/');
  const reason = wholeProblem(text, rest.length) ?? ownerProblem(owner) ?? nameProblem(name);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function wholeProblem(text: string, extraSegments: number): string | undefined {
  if (/^(https?|ssh|git):|^git@/.test(text)) return 'Omit the address of the server';
  if (/[*?]/.test(text)) return 'A wildcard would trust other repositories. Name each one';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  if (!text.includes('/')) return 'The owner or the name is missing';
  return extraSegments > 0 ? 'Use exactly one slash' : undefined;
}

function ownerProblem(owner: string): string | undefined {
  return /^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}(?:_[A-Za-z0-9]+)?$/.test(owner) && owner.length <= 39
    ? undefined
    : 'An owner has at most 39 letters, digits and single hyphens';
}

function nameProblem(name: string): string | undefined {
  if (name.endsWith('.git')) return "Omit '.git'";
  return /^[A-Za-z0-9._-]{1,100}$/.test(name) && name !== '.' && name !== '..'
    ? undefined
    : "A name has at most 100 letters, digits, '.', '_' and '-'";
}

/** A numeric GitHub id, as text: YAML and JavaScript numbers are not exact for long ids. */
export const gitHubIdRule: Rule = alsoBesideTokens(idText, /\D/u, (value) => {
  if (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) return undefined;
  const remedy = typeof value === 'number' ? '. Write it in quotes' : '';
  return `must be ${idText}, got ${quote(value)}${remedy}`;
});
