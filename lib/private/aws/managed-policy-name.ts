import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = 'an IAM policy name';

/** A name that leaves room for endings. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export function managedPolicyNameRule(mostCharacters: number): Rule {
  return nameRule(what, /[^\w+=,.@-]/u, (text) => {
    if (text.length > mostCharacters)
      return `must be ${what}, got ${text.length} characters. It can have at most ${mostCharacters}.`;
    return /^[\w+=,.@-]+$/.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}. Use only letters, digits and '+=,.@-_'.`;
  });
}
