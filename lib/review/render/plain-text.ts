import { shownText } from '../texts/symbolic-text';

/** Longer than any name or condition that AWS accepts. A longer text would hide the rest of the report. */
const longest = 2_000;

const spaces = /[\s\p{Z}\u{85}]+/gu;
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Makes a text of a template safe to show: on one line and without terminal escapes. A mark replaces characters that are
 * invisible or change the direction of the text, so no name looks like another.
 */
export function plainText(text: string): string {
  const shown = shownText(text);
  const more = shown.length - longest;
  return clean(more > 0 ? `${shown.slice(0, longest)}… (${more} more characters)` : shown);
}

function clean(text: string): string {
  return text.replace(spaces, ' ').replace(unseen, '\u{FFFD}').trim();
}
