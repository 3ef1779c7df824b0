import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'the name of a secret of Secrets Manager';

/** The name of a secret. It is the same in each account and Region, while its ARN ends with random characters. */
export const secretNameRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (text.startsWith('arn:')) return `must be ${what}, got an ARN. Write its name`;
    return /^[\w/+=.@-]{1,512}$/.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}. Use only letters, digits and '/_+=.@-'`;
  });
