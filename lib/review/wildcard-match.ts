import { hasHoles, isHole, piecesOf } from './symbolic-text';

/** Whether something holds whatever the deploy fills in, never, or depending on that. */
export type Answer = 'yes' | 'no' | 'maybe';

/** Longer than any ARN or name; a template that holds more is answered without looking. */
const mostPieces = 4096;

/** Whether a pattern with `*` and `?`, as policies have them, matches a text. Either may have holes. */
export function matchesPattern(pattern: string, text: string): Answer {
  if (pattern === text && !/[*?]/.test(pattern)) return 'yes';
  if (pattern === '*') return 'yes';
  const from = piecesOf(pattern);
  const to = piecesOf(text);
  if (from.length > mostPieces || to.length > mostPieces) return 'maybe';
  if (matches(from, to, always)) return 'yes';
  return (hasHoles(pattern) || hasHoles(text)) && matches(from, to, perhaps) ? 'maybe' : 'no';
}

/** Whether two texts are the same; `*` is a character like others here. */
export function isSameText(one: string, other: string): Answer {
  if (one === other) return 'yes';
  if (!hasHoles(one) && !hasHoles(other)) return 'no';
  const [first, second] = [piecesOf(one), piecesOf(other)];
  if (first.length > mostPieces || second.length > mostPieces) return 'maybe';
  return matches(first, second, { ...perhaps, isAny: isHole }) ? 'maybe' : 'no';
}

/** How the pieces of a pattern and of a text go together. */
interface Reading {
  /** A piece of the pattern that stands for any text. */
  isAny(piece: string): boolean;
  /** A piece of the text that stands for any text. */
  isAnyText(piece: string): boolean;
  isPair(piece: string, text: string): boolean;
}

/** Whatever the holes hold: only `*` swallows one, or the same hole in the pattern. */
const always: Reading = {
  isAny: (piece) => piece === '*',
  isAnyText: () => false,
  isPair: (piece, text) => piece === text || (piece === '?' && !isHole(text)),
};

/** For some content of the holes. */
const perhaps: Reading = {
  isAny: (piece) => piece === '*' || isHole(piece),
  isAnyText: isHole,
  isPair: (piece, text) => piece === text || piece === '?',
};

/** Row by row: which lengths of the text the pattern so far can make up. */
function matches(pattern: readonly string[], text: readonly string[], reading: Reading): boolean {
  let row = new Uint8Array(text.length + 1);
  row[0] = 1;
  skipAnyText(row, text, reading);
  for (const piece of pattern) {
    const next = new Uint8Array(text.length + 1);
    for (let index = 0; index <= text.length; index += 1) {
      if (row[index] === 0) continue;
      const at = text[index];
      if (reading.isAny(piece)) next.fill(1, index);
      else if (at !== undefined && reading.isAnyText(at)) next[index] = 1;
      else if (at !== undefined && reading.isPair(piece, at)) next[index + 1] = 1;
    }
    skipAnyText(next, text, reading);
    row = next;
  }
  return row[text.length] === 1;
}

/** A piece that may be empty may be passed over. */
function skipAnyText(row: Uint8Array, text: readonly string[], reading: Reading): void {
  text.forEach((piece, index) => {
    if (row[index] === 1 && reading.isAnyText(piece)) row[index + 1] = 1;
  });
}
