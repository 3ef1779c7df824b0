import { shownText } from '../texts/symbolic-text';

/** Characters that JSON allows and that a terminal, a page or a reader may misread. */
const unseen = /[\u{7f}-\u{9f}\p{Zl}\p{Zp}\p{Cf}\p{Co}\p{Cn}]/gu;

/** A value as JSON, with unresolved values as `${...}`. Invisible characters are escaped. */
export function safeJson(value: unknown, space?: number): string {
  return JSON.stringify(value, shown, space).replace(unseen, escaped);
}

/** A value as JSON for a data block in a page: no markup can start in it. */
export function inlineJson(value: unknown): string {
  return safeJson(value).replace(/[<>&]/g, escaped);
}

function shown(_: string, value: unknown): unknown {
  return typeof value === 'string' ? shownText(value) : value;
}

/** A character as UTF-16, which is the form of escapes in JSON. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
