import { textRule } from '../private/validation/text';
import { firstProblem, quote, type Rule } from '../private/validation/validation';

const what = "a runner's tag";

/** The tag by which a job finds its runner. A `$` would be the start of a variable. */
export const runnerTagRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^[A-Za-z0-9][\w.:/ -]{0,254}$/.test(checked as string)
      ? undefined
      : `must be ${what}, got ${quote(checked)}. Use letters, digits and '_.:/ -' only.`,
  );
