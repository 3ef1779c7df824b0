import { awsLimits } from './limits';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The name of an IAM identity without its path. IAM accepts the same characters for all kinds. */
function identityNameRule(what: string, most: number): Rule {
  return nameRule(what, /[^\w+=,.@-]/u, (text) => {
    if (text.startsWith('arn:')) return `must be ${what}, got ${quote(text)}. Write the name after the last slash.`;
    if (text.length > most) return `must be ${what}, got ${text.length} characters. IAM accepts at most ${most}.`;
    return /^[\w+=,.@-]+$/.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}. Use only letters, digits and '+=,.@-_'.`;
  });
}

const { roleNameCharacters, userNameCharacters, groupNameCharacters } = awsLimits.iam;

/** The rules for the names of IAM identities that exist, by their kind. */
export const identityNameRules = {
  roles: identityNameRule('the name of an IAM role', roleNameCharacters),
  users: identityNameRule('the name of an IAM user', userNameCharacters),
  groups: identityNameRule('the name of an IAM group', groupNameCharacters),
} as const;
