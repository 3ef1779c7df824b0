import { type Problem, type Rule, firstProblem, quote } from './validation';

/**
 * Checks what every identifier needs before its own form is checked: it is a string, it is not empty, and it has no white
 * space around it. It also has no character that readers cannot see or mistake for another.
 */
export function textRule(what: string): Rule {
  return (value) => {
    if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}. Write it as text, in quotes`;
    if (value === '') return `must be ${what}, got an empty text`;
    if (value !== value.trim()) return `must be ${what}, got ${quote(value)}. Remove the white space around it`;
    return asciiProblem(what, value);
  };
}

/**
 * The rule for a name, which `form` checks.
 *
 * @param never the characters that no part of such a name contains, see `alsoBesideTokens`.
 */
export function nameRule(what: string, never: RegExp, form: (text: string) => Problem): Rule {
  const text = textRule(what);
  return alsoBesideTokens(what, never, (value) => firstProblem(value, text, (checked) => form(checked as string)));
}

/**
 * Lets a rule also check the text around tokens, which its form cannot check.
 *
 * @param never the characters that are wrong in any part, such as a wildcard, for any value of the tokens.
 */
export function alsoBesideTokens(what: string, never: RegExp, rule: Rule): Rule {
  const literalPart = (part: string): Problem => {
    const [wrong] = never.exec(part) ?? [];
    return wrong === undefined
      ? undefined
      : `must be ${what}, got ${quote(part)} next to a token. It must not contain ${quote(wrong)}, for any value of the token`;
  };
  return Object.assign((value: unknown) => rule(value), { literalPart });
}

/** Refuses characters outside printable ASCII and names the first. Letters that look alike and invisible ones fool readers. */
function asciiProblem(what: string, value: string): Problem {
  const match = /[^\x20-\x7e]/u.exec(value);
  if (!match) return undefined;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `must be ${what}, got ${quote(value)}. The character U+${code} at index ${match.index} is not ASCII`;
}
