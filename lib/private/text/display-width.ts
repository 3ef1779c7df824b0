const ascii = /^[ -~]*$/;

/** Characters that East Asian fonts and emoji draw two columns wide. A terminal may differ on a few. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F000}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/** Characters that are drawn over the character before them. */
const combining = /[\p{Mn}\p{Me}]/u;

/** The number of columns of a terminal that a text needs. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  return Array.from(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** A text in pieces of at most so many columns. */
export function piecesOfWidth(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of text) {
    const columns = characterWidth(character);
    if (taken + columns > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += columns;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function characterWidth(character: string): number {
  if (ascii.test(character)) return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
