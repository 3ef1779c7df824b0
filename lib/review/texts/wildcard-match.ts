import { differenceOf } from '../evaluation/text-difference';
import { anyCharacter, hasUnresolved, isUnresolved, isUnresolvedEnvironment, piecesOf } from './symbolic-text';

/** Whether something holds whatever the deploy fills in, never, or depending on that. */
export type Answer = 'yes' | 'no' | 'maybe';

/** No ARN is as long as to take more; a template that holds more is answered without looking. */
const mostSteps = 65_536;

/**
 * Whether a pattern with `*` and `?`, as policies have them, matches a text. Either may have holes. `${*}`, `${?}` and
 * `${$}` in the pattern are characters like others. What fills a hole of the text has no wildcard.
 */
export function matchesPattern(pattern: string, text: string): Answer {
  if (pattern === '*') return 'yes';
  if (!/[*?$]/.test(pattern)) return isSameText(pattern, text);
  const difference = differenceOf(pattern, text, '*?$}');
  if (difference === undefined) return 'no';
  const [pieces, to] = [joinedEscapes(piecesOf(difference[0])), piecesOf(difference[1])];
  if (pieces.length * to.length > mostSteps) return 'maybe';
  if (matches(pieces, to, always)) return 'yes';
  return (hasUnresolved(pattern) || hasUnresolved(text)) && matches(pieces, to, perhaps) ? 'maybe' : 'no';
}

/** Whether two texts are the same; `*` is a character like others here. */
export function isSameText(one: string, other: string): Answer {
  if (one === other) return 'yes';
  if (!hasUnresolved(one) && !hasUnresolved(other)) return 'no';
  const difference = differenceOf(one, other, '');
  if (difference === undefined) return 'no';
  const [first, second] = [piecesOf(difference[0]), piecesOf(difference[1])];
  if (first.length * second.length > mostSteps) return 'maybe';
  return matches(first, second, perhapsSame) ? 'maybe' : 'no';
}

/** With `${*}` and its like as one piece. */
function joinedEscapes(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const four = pieces.slice(index, index + 4).join('');
    const isEscape = four === '${*}' || four === '${?}' || four === '${$}';
    joined.push(isEscape ? four : (pieces[index] ?? ''));
    if (isEscape) index += 3;
  }
  return joined;
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
  isPair: (piece, text) =>
    isSamePiece(piece, text) || (piece === '?' && (!isUnresolved(text) || text === anyCharacter)),
};

/** For some content of the holes. */
const perhaps: Reading = {
  isAny: (piece) => piece === '*' || isUnresolved(piece),
  isAnyText: isUnresolved,
  isPair: (piece, text) => isSamePiece(piece, text) || piece === '?',
};

/** For some content of the holes, without wildcards. */
const perhapsSame: Reading = { isAny: isUnresolved, isAnyText: isUnresolved, isPair: (one, other) => one === other };

function isSamePiece(piece: string, text: string): boolean {
  return piece === text || (piece.length === 4 && piece === `\${${text}}`);
}

/** Row by row: which lengths of the text the pattern so far can make up. */
function matches(pattern: readonly string[], text: readonly string[], reading: Reading): boolean {
  let row = new Uint8Array(text.length + 1);
  let next = new Uint8Array(text.length + 1);
  row[0] = 1;
  skipAnyText(row, text, reading);
  for (const piece of pattern) {
    if (!advance(piece, row, next, text, reading)) return false;
    [row, next] = [next, row];
  }
  return row[text.length] === 1;
}

/** Whether any length is left with one more piece; the lengths stand in `next`. */
function advance(piece: string, row: Uint8Array, next: Uint8Array, text: readonly string[], reading: Reading): boolean {
  const first = row.indexOf(1);
  next.fill(0);
  if (first === -1) return false;
  if (reading.isAny(piece)) {
    for (let index = first; index <= text.length; index += 1) {
      const isReached = index > 0 && next[index - 1] === 1 && mayHold(piece, text[index - 1]);
      if (row[index] === 1 || isReached) next[index] = 1;
    }
    return true;
  }
  for (let index = first; index < text.length; index += 1) {
    const at = text[index];
    if (row[index] === 0 || at === undefined) continue;
    if (!reading.isAnyText(at)) {
      if (reading.isPair(piece, at)) next[index + 1] = 1;
    } else if (mayHold(at, piece)) next[index] = 1;
  }
  skipAnyText(next, text, reading);
  return true;
}

/** An account, a Region or a partition holds neither a colon nor a slash; all else that stands for any text may. */
function mayHold(piece: string, other: string | undefined): boolean {
  return (other !== ':' && other !== '/') || !isUnresolvedEnvironment(piece);
}

/** A piece that may be empty may be passed over. */
function skipAnyText(row: Uint8Array, text: readonly string[], reading: Reading): void {
  for (let index = 0; index < text.length; index += 1) {
    if (row[index] === 1 && reading.isAnyText(text[index] ?? '')) row[index + 1] = 1;
  }
}
