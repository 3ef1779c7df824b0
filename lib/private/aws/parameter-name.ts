import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = "the name of a parameter, like '/team/image'";

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export const parameterNameRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (/^\/?(aws|ssm)/i.test(text))
      return `must be ${what}, got ${quote(text)}. Names that start with 'aws' or 'ssm' belong to AWS`;
    return text.length <= 1011 && /^(\/[\w.-]+){1,15}$|^[\w.-]+$/.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}. Use letters, digits and '._-'. A name with '/' starts with '/'`;
  });
