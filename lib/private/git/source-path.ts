import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'a path within the source';

/** A relative path that stays within the source and that a shell can't misread. */
export const sourcePathRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (text.startsWith('/')) return `must be ${what}, got ${quote(text)}. Write it relative to the source`;
    if (text.split('/').includes('..'))
      return `must be ${what}, got ${quote(text)}. The path must not leave the source with '..'`;
    if (text.length > 1024) return `must be ${what}, got ${text.length} characters. Use at most 1024`;
    return /^[A-Za-z0-9._][A-Za-z0-9._/@+ -]*$/.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}. Use only letters, digits and './_@+- '`;
  });
