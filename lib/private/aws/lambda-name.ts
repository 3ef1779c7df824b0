import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The name of a Lambda function, without its version or alias. */
export const functionNameRule: Rule = nameRule('the name of a Lambda function', /[^\w-]/u, (text) =>
  /^[\w-]{1,64}$/.test(text)
    ? undefined
    : `must be the name of a Lambda function, got ${quote(text)}. Use at most 64 letters, digits, '_' and '-'`,
);

/** The name of an alias of a Lambda function. Digits alone would be a version. */
export const functionAliasRule: Rule = nameRule('an alias of a Lambda function', /[^\w-]/u, (text) =>
  /^(?!\d+$)[\w-]{1,128}$/.test(text)
    ? undefined
    : `must be an alias of a Lambda function, got ${quote(text)}. Use at most 128 letters, digits, '_' and '-', and not ` +
      'only digits',
);
