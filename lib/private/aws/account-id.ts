import { alsoBesideTokens, textRule } from '../validation/text';
import { type Problem, type Rule, firstProblem, quote } from '../validation/validation';

const what = 'a 12-digit AWS account id';

/** An AWS account id: twelve ASCII digits. It is text, because YAML and JSON drop a leading zero of a number. */
export const accountIdRule: Rule = alsoBesideTokens(what, /\D/u, (value) =>
  firstProblem(value, unquotedNumber, everyone, textRule(what), digits),
);

const unquotedNumber: Rule = (value) =>
  typeof value === 'number'
    ? `must be ${what}, got ${quote(value)}. Write it in quotes, because a number loses its leading zeros`
    : undefined;

const everyone: Rule = (value) =>
  value === '*'
    ? `must be ${what}, got '*'. That would give every AWS account access. List the account ids`
    : undefined;

function digits(value: unknown): Problem {
  const text = value as string;
  if (/^\d{12}$/.test(text)) return undefined;
  const onlyDigits = text.replace(/[\s-]/g, '');
  const remedy = /^\d{12}$/.test(onlyDigits) ? `. Use digits only: '${onlyDigits}'` : '';
  return `must be ${what}, got ${quote(text)}${remedy}`;
}
