import { partitionForm } from './partition';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The ARN of one IAM role. */
export const roleArnRule: Rule = principalArnRule('role');

/** The ARN of one IAM user. */
export const userArnRule: Rule = principalArnRule('user');

/** The ARN of one IAM role or user. */
export const roleOrUserArnRule: Rule = (value) =>
  typeof value === 'string' && value.includes(':user/') ? userArnRule(value) : roleArnRule(value);

function principalArnRule(kind: 'role' | 'user'): Rule {
  const what = `the ARN of an IAM ${kind} such as 'arn:aws:iam::111122223333:${kind}/name'`;
  const form = new RegExp(
    `^arn:${partitionForm}:iam::\\d{12}:${kind}/(?!.*\\$\\{)(?:[\\x21-\\x7e]{1,510}/)?[\\w+=,.@-]{1,64}$`,
  );
  return nameRule(what, /[*?\s]|\$\{|[^\x21-\x7e]/u, (text) => {
    if (/[*?]/.test(text)) {
      return `must be ${what}, got ${quote(text)}. IAM accepts no wildcard in a principal. Name each ${kind}.`;
    }
    if (form.test(text)) return undefined;
    return `must be ${what}, got ${quote(text)}${remedy(kind, text)}`;
  });
}

function remedy(kind: 'role' | 'user', text: string): string {
  if (text.endsWith(':root') || /^\d{12}$/.test(text)) return '. Use account for every principal of an account.';
  if (text.includes(':assumed-role/')) return '. Name the role, not one of its sessions.';
  if (kind === 'role' && text.includes(':user/')) return '. That is a user.';
  if (kind === 'user' && text.includes(':role/')) return '. That is a role.';
  if (/[{}$]/.test(text)) return '. IAM replaces no variable in a principal.';
  return '';
}
