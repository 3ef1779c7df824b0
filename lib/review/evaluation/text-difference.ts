import { isEdgeOfUnresolved, isOpening } from '../texts/symbolic-text';

/**
 * Removes the common start and end of two texts. This is quick, because most compared texts differ only in a name at
 * their end. Unresolved values are never cut. The characters in `stops` are kept, because they may represent more than
 * themselves in the first text. Returns `undefined` if a plain character at either end differs.
 */
export function differenceOf(one: string, other: string, stops: string): readonly [string, string] | undefined {
  // Most names differ at their end.
  if (differsAtAnEnd(one, other, stops)) return undefined;
  const start = sameStart(one, other, stops);
  const [first, second] = [one.slice(start), other.slice(start)];
  const end = sameEnd(first, second, stops);
  const [left, right] = [first.slice(0, first.length - end), second.slice(0, second.length - end)];
  return differsAtAnEnd(left, right, stops) ? undefined : [left, right];
}

function differsAtAnEnd(one: string, other: string, stops: string): boolean {
  if (one === '' || other === '') return false;
  const differs = (a: string, b: string) =>
    a !== b && !stops.includes(a) && !isEdgeOfUnresolved(a) && !isEdgeOfUnresolved(b);
  return differs(one.charAt(one.length - 1), other.charAt(other.length - 1)) || differs(one.charAt(0), other.charAt(0));
}

function sameStart(one: string, other: string, stops: string): number {
  let whole = 0;
  let isInUnresolved = false;
  for (let index = 0; index < one.length; index += 1) {
    const character = one.charAt(index);
    if (character !== other[index] || (!isInUnresolved && stops.includes(character))) break;
    if (isEdgeOfUnresolved(character)) isInUnresolved = isOpening(character);
    if (!isInUnresolved) whole = index + 1;
  }
  return whole;
}

function sameEnd(one: string, other: string, stops: string): number {
  let whole = 0;
  let isInUnresolved = false;
  for (let index = 1; index <= one.length; index += 1) {
    const character = one.charAt(one.length - index);
    if (character !== other[other.length - index] || (!isInUnresolved && stops.includes(character))) break;
    if (isEdgeOfUnresolved(character)) isInUnresolved = !isOpening(character);
    if (!isInUnresolved) whole = index;
  }
  return whole;
}
