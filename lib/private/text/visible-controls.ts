/** Characters that move the cursor, change colours or the direction of a text, but not the end of a line. */
const controls = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Makes control characters visible as `\u{1b}`, so that a name of a file or of a template cannot change the terminal. */
export function visibleControls(text: string): string {
  return text.replace(controls, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
