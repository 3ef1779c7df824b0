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
  const what = `the ARN of an IAM ${kind} like 'arn:aws:iam::111122223333:${kind}/name'`;
  const form = new RegExp(
    `^arn:${partitionForm}:iam::\\d{12}:${kind}/(?!.*\\$\\{)(?:[\\x21-\\x7e]{1,510}/)?[\\w+=,.@-]{1,64}$`,
  );
  return nameRule(what, /[*?\s]|\$\{|[^\x21-\x7e]/u, (text) => {
    if (/[*?]/.test(text)) {
      return `must be ${what}, got ${quote(text)}; IAM takes no wildcard in a principal: name each ${kind}`;
    }
    if (form.test(text)) return undefined;
    return `must be ${what}, got ${quote(text)}${remedy(kind, text)}`;
  });
}

function remedy(kind: 'role' | 'user', text: string): string {
  if (text.endsWith(':root') || /^\d{12}$/.test(text)) return '; to admit every principal of an account, use account';
  if (text.includes(':assumed-role/')) return '; name the role itself, not one of its sessions';
  if (kind === 'role' && text.includes(':user/')) return '; that is a user';
  if (kind === 'user' && text.includes(':role/')) return '; that is a role';
  if (/[{}$]/.test(text)) return '; IAM replaces no variable in a principal';
  return '';
}
