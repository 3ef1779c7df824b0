import { type Problem, type Rule, firstProblem, quote } from './validation';

/**
 * What every identifier is checked for before its own form: a string, not empty, no white space around it, and no
 * character that a reader can't see or mistakes for another.
 */
export function textRule(what: string): Rule {
  return (value) => {
    if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}; write it as text, in quotes`;
    if (value === '') return `must be ${what}, got an empty text`;
    if (value !== value.trim()) return `must be ${what}, got ${quote(value)}; remove the white space around it`;
    return asciiProblem(what, value);
  };
}

/**
 * One thing by its name: a text that its own form judges.
 *
 * @param never what no part of such a name holds, see `alsoBesideTokens`.
 */
export function nameRule(what: string, never: RegExp, form: (text: string) => Problem): Rule {
  const text = textRule(what);
  return alsoBesideTokens(what, never, (value) => firstProblem(value, text, (checked) => form(checked as string)));
}

/**
 * Has a rule judge what stands beside tokens in a text too, where its form can't.
 *
 * @param never what is wrong in any part, as a wildcard is, whatever the tokens become.
 */
export function alsoBesideTokens(what: string, never: RegExp, rule: Rule): Rule {
  const literalPart = (part: string): Problem => {
    const [wrong] = never.exec(part) ?? [];
    return wrong === undefined
      ? undefined
      : `must be ${what}, got ${quote(part)} beside a token; it takes no ${quote(wrong)}, whatever the token becomes`;
  };
  return Object.assign((value: unknown) => rule(value), { literalPart });
}

/** Refuses what is not printable ASCII, naming the character: homoglyphs and zero-width characters fool readers. */
function asciiProblem(what: string, value: string): Problem {
  const match = /[^\x20-\x7e]/u.exec(value);
  if (!match) return undefined;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `must be ${what}, got ${quote(value)}; the character U+${code} at index ${match.index} is not ASCII`;
}
