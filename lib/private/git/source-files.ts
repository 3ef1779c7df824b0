import { textRule } from '../validation/text';
import { quote, type Rule } from '../validation/validation';

const files = 'a path within the source';

/** A path within the source, with `*` for files that are not known. */
export const sourceFilesRule: Rule = (value) => {
  const problem = textRule(files)(value);
  if (problem !== undefined) return problem;
  const text = value as string;
  if (text.startsWith('/')) return `must be ${files}, got ${quote(text)}. Write it relative to the source`;
  if (text.split('/').includes('..')) {
    return `must be ${files}, got ${quote(text)}. The path must not leave the source with '..'`;
  }
  return /^[A-Za-z0-9._*][A-Za-z0-9._/@+* -]*$/.test(text)
    ? undefined
    : `must be ${files}, got ${quote(text)}. Use only letters, digits and './_@+-* '`;
};
