import { awsLimits } from './limits';
import { roleArnRule } from './principal-arn';
import { alsoBesideTokens, nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = 'an IAM role name';
const { roleNameCharacters: most } = awsLimits.iam;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleNameRule: Rule = nameRule(what, /[^\w+=,.@-]/u, (text) => {
  if (text.length > most) return `must be ${what}, got ${text.length} characters. IAM accepts at most ${most}`;
  return /^[\w+=,.@-]+$/.test(text)
    ? undefined
    : `must be ${what}, got ${quote(text)}. Use only letters, digits and '+=,.@-_'`;
});

/** A role of the same account by name, or any by its ARN. */
export const roleNameOrArnRule: Rule = alsoBesideTokens(`${what} or ARN`, /[^\x21-\x7e]|[*?]|\$\{/u, (value) =>
  typeof value === 'string' && value.startsWith('arn:') ? roleArnRule(value) : roleNameRule(value),
);
