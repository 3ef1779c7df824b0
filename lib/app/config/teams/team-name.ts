import { textRule } from '../../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../../private/validation/validation';

/** The name of a team. */
export const teamNameRule: Rule = (value) =>
  firstProblem(value, textRule('the name of a team'), (checked) =>
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(checked as string)
      ? undefined
      : `must be the name of a team, got ${quote(checked)}. Use at most 64 letters, digits, '.', '_' and '-'.`,
  );
