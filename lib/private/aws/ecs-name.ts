import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The name of an ECS cluster or service; a wildcard would let a deploy reach other services. */
export const ecsNameRule: Rule = nameRule('an ECS name', /[^\w-]/u, (text) =>
  /^[\w-]{1,255}$/.test(text)
    ? undefined
    : `must be an ECS name, got ${quote(text)}. Use at most 255 letters, digits, '_' and '-'`,
);
