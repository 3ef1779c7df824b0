import { shownText } from '../texts/symbolic-text';

/** Longer than any name or condition that AWS accepts; more would hide everything else. */
const longest = 2_000;

const spaces = /[\s\p{Z}\u{85}]+/gu;
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A text of a template that is safe to show: on one line, without terminal escapes, and without characters that cannot be
 * seen or that turn the direction of the text. A mark replaces those, so that no name looks like another.
 */
export function plainText(text: string): string {
  const shown = shownText(text);
  const more = shown.length - longest;
  return clean(more > 0 ? `${shown.slice(0, longest)}… (${more} more characters)` : shown);
}

function clean(text: string): string {
  return text.replace(spaces, ' ').replace(unseen, '\u{FFFD}').trim();
}
