import { type Problem, type Rule, quote } from '../validation/validation';

const what = 'an external id of at least 16 characters that nobody guesses';
const remedy = "make one with 'openssl rand -hex 16'";

/**
 * What a principal shows besides who it is, before STS lets it assume a role. No message repeats it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const externalIdRule: Rule = (value) => {
  if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}; ${remedy}`;
  if (value.length < 16) return `must be ${what}, got ${value.length}; ${remedy}`;
  if (value.length > 1224) return `must be ${what}, got ${value.length}; IAM takes at most 1224`;
  return characterProblem(value) ?? guessProblem(value);
};

function characterProblem(text: string): Problem {
  const index = text.search(/[^\w+=,.@:/-]/);
  return index < 0
    ? undefined
    : `must be ${what}, got one that IAM does not take at index ${index}; letters, digits and '+=,.@:/-_' only`;
}

/** Few characters, or few steps from one to the next, as in `1212...`, `abcd...` and `12345678901...`. */
function guessProblem(text: string): Problem {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const repeats = `${text}${text}`.indexOf(text, 1) < text.length;
  return repeats || new Set(codes).size < 6 || new Set(steps).size < 6
    ? `must be ${what}, got one that repeats or counts; ${remedy}`
    : undefined;
}
