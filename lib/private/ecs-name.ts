import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

/** The name of an ECS cluster or service; a wildcard would let a deploy reach other services. */
export const ecsNameRule: Rule = (value) =>
  firstProblem(value, textRule('an ECS name'), (checked) =>
    /^[a-zA-Z0-9_-]{1,255}$/.test(checked as string)
      ? undefined
      : `must be an ECS name, got ${quote(checked)}; at most 255 letters, digits, '_' and '-'`,
  );
