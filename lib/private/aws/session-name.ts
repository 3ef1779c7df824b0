import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "the name of a session like 'alice' or 'alice@example.com'";

/**
 * The name that CloudTrail shows for what is done in a session of a role.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const sessionNameRule: Rule = nameRule(what, /[^\w+=,.@-]/u, (text) =>
  /^[\w+=,.@-]{2,64}$/.test(text)
    ? undefined
    : `must be ${what}, got ${quote(text)}. Use 2 to 64 letters, digits and '+=,.@-_'`,
);
