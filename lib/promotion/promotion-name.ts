import { nameRule } from '../private/validation/text';
import { type Rule, quote } from '../private/validation/validation';

const what = 'a name of 2 to 50 letters, digits, - and _';

/** It leaves room for endings in the 64 characters that EventBridge takes for a rule. */
export const promotionNameRule: Rule = nameRule(what, /[^A-Za-z0-9_-]/u, (text) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{1,49}$/.test(text) ? undefined : `must be ${what}, got ${quote(text)}`,
);
