import { type Problem, type Rule, quote } from '../validation/validation';

const what = 'an external id of at least 16 characters that is hard to guess';
const remedy = "Create one with 'openssl rand -hex 16'.";

/**
 * A value that a principal must send to STS to assume a role. No message contains it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const externalIdRule: Rule = (value) => {
  if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}. ${remedy}`;
  if (value.length < 16) return `must be ${what}, got ${value.length}. ${remedy}`;
  if (value.length > 1224) return `must be ${what}, got ${value.length}. IAM accepts at most 1224.`;
  return characterProblem(value) ?? guessProblem(value);
};

function characterProblem(text: string): Problem {
  const index = text.search(/[^\w+=,.@:/-]/);
  return index < 0
    ? undefined
    : `must be ${what}, got a character at index ${index} that IAM does not accept. Use only letters, digits and '+=,.@:/-_'.`;
}

/** Few different characters, or few different steps between them, such as `1212...`, `abcd...` and `12345678901...`. */
function guessProblem(text: string): Problem {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const repeats = `${text}${text}`.indexOf(text, 1) < text.length;
  return repeats || new Set(codes).size < 6 || new Set(steps).size < 6
    ? `must be ${what}, got one whose characters repeat or count up. ${remedy}`
    : undefined;
}
