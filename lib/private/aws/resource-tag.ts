import { looksLikeSecret } from '../validation/secret';
import { quote, type Rule } from '../validation/validation';
import { awsLimits } from './limits';

const { keyCharacters, valueCharacters } = awsLimits.resourceTags;

/** The key of a tag of AWS resources. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const resourceTagKeyRule: Rule = (value) => {
  const what = 'the key of an AWS resource tag';
  if (value === '') return `must be ${what}, got an empty text`;
  return textProblem(what, value, keyCharacters) ?? reserved(what, value as string);
};

/** The value of a tag of AWS resources. It may be empty. */
export const resourceTagValueRule: Rule = (value) =>
  textProblem('the value of an AWS resource tag', value, valueCharacters);

/** All services accept these characters. Some accept more. */
const allowed = /^[\p{L}\p{N} _.:/=+@-]*$/u;

function textProblem(what: string, value: unknown, most: number): string | undefined {
  const problem = `must be ${what}, got`;
  if (typeof value !== 'string') return `${problem} ${quote(value)}. Write it as text, in quotes`;
  if (value !== value.trim()) return `${problem} ${quote(value)}. Remove the white space around it`;
  const { length } = Array.from(value);
  if (looksLikeSecret(value))
    return `must not be a secret, got a text that looks like one. Anyone who can list the resources can read it.`;
  if (length > most) return `${problem} ${length} characters. AWS accepts at most ${most}`;
  return allowed.test(value)
    ? undefined
    : `${problem} ${quote(value)}. Use only letters, digits, spaces and '_.:/=+-@'`;
}

function reserved(what: string, key: string): string | undefined {
  return /^aws:/i.test(key) ? `must be ${what}, got ${quote(key)}. AWS reserves the start 'aws:'` : undefined;
}
