import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** The form of a Region's name; new Regions need no new version of the library. */
export const regionNameRule: Rule = (value) =>
  firstProblem(value, textRule('an AWS Region'), (checked) =>
    /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(checked as string)
      ? undefined
      : `must be an AWS Region, got ${quote(checked)}. For example 'us-east-1'`,
  );
