import { type Problem, type Rule, quote } from './validation';

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

/** Refuses what is not printable ASCII, naming the character: homoglyphs and zero-width characters fool readers. */
function asciiProblem(what: string, value: string): Problem {
  const match = /[^\x20-\x7e]/u.exec(value);
  if (!match) return undefined;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `must be ${what}, got ${quote(value)}; the character U+${code} at index ${match.index} is not ASCII`;
}
