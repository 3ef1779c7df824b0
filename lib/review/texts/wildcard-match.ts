import { differenceOf } from '../evaluation/text-difference';
import { anyCharacter, hasUnresolved, isUnresolved, isUnresolvedEnvironment, piecesOf } from './symbolic-text';

/**
 * Whether something is true for all values that are known at deploy only (`yes`), for none (`no`), or for some
 * (`maybe`).
 */
export type Answer = 'yes' | 'no' | 'maybe';

/** No ARN is so long that it needs more steps. For a longer text the answer is `maybe`, without a comparison. */
const mostSteps = 65_536;

/**
 * Whether a pattern with `*` and `?`, as in a policy, matches a text. Both may have unresolved values. `${*}`, `${?}`
 * and `${$}` in the pattern are plain characters. An unresolved value of the text has no wildcard.
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

/** Whether two texts are the same. Here `*` is a plain character. */
export function isSameText(one: string, other: string): Answer {
  if (one === other) return 'yes';
  if (!hasUnresolved(one) && !hasUnresolved(other)) return 'no';
  const difference = differenceOf(one, other, '');
  if (difference === undefined) return 'no';
  const [first, second] = [piecesOf(difference[0]), piecesOf(difference[1])];
  if (first.length * second.length > mostSteps) return 'maybe';
  return matches(first, second, perhapsSame) ? 'maybe' : 'no';
}

/** Joins `${*}`, `${?}` and `${$}` to one piece each. */
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

/** The rules by which pieces of a pattern match pieces of a text. */
interface Reading {
  /** Whether a piece of the pattern matches any text. */
  isAny(piece: string): boolean;
  /** Whether a piece of the text may be any text. */
  isAnyText(piece: string): boolean;
  isPair(piece: string, text: string): boolean;
}

/**
 * A match for all values of the unresolved ones. Only `*`, or the same unresolved value in the pattern, matches one.
 */
const always: Reading = {
  isAny: (piece) => piece === '*',
  isAnyText: () => false,
  isPair: (piece, text) =>
    isSamePiece(piece, text) || (piece === '?' && (!isUnresolved(text) || text === anyCharacter)),
};

/** A match for some of their values. */
const perhaps: Reading = {
  isAny: (piece) => piece === '*' || isUnresolved(piece),
  isAnyText: isUnresolved,
  isPair: (piece, text) => isSamePiece(piece, text) || piece === '?',
};

/** A match for some of their values, without wildcards. */
const perhapsSame: Reading = { isAny: isUnresolved, isAnyText: isUnresolved, isPair: (one, other) => one === other };

function isSamePiece(piece: string, text: string): boolean {
  return piece === text || (piece.length === 4 && piece === `\${${text}}`);
}

/** Row by row, computes the lengths of the text's start that the pieces so far match. */
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

/** Adds one piece, and writes the lengths to `next`. Returns false if the row before has no length. */
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

/** An account, Region or partition contains neither a colon nor a slash. Every other piece that may be any text can. */
function mayHold(piece: string, other: string | undefined): boolean {
  return (other !== ':' && other !== '/') || !isUnresolvedEnvironment(piece);
}

/** Skips pieces that may be empty. */
function skipAnyText(row: Uint8Array, text: readonly string[], reading: Reading): void {
  for (let index = 0; index < text.length; index += 1) {
    if (row[index] === 1 && reading.isAnyText(text[index] ?? '')) row[index + 1] = 1;
  }
}
