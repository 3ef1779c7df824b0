import { isEdgeOfHole, isOpening } from './symbolic-text';

/**
 * What is left of two texts without what both begin and end with: quick, since most texts that are held against each
 * other differ in a name at their end. A hole stays whole, and `stops`, which may stand for more than themselves in the
 * first, stay. `undefined` where a plain character at either end differs.
 */
export function differenceOf(one: string, other: string, stops: string): readonly [string, string] | undefined {
  const start = sameStart(one, other, stops);
  const [first, second] = [one.slice(start), other.slice(start)];
  const end = sameEnd(first, second, stops);
  const [left, right] = [first.slice(0, first.length - end), second.slice(0, second.length - end)];
  const isPlain = (character: string | undefined, wildcards: string) =>
    character !== undefined && !wildcards.includes(character) && !isEdgeOfHole(character);
  const differs = (a: string | undefined, b: string | undefined) => isPlain(a, stops) && isPlain(b, '');
  return differs(left[0], right[0]) || differs(left.at(-1), right.at(-1)) ? undefined : [left, right];
}

function sameStart(one: string, other: string, stops: string): number {
  let whole = 0;
  let isInHole = false;
  for (let index = 0; index < one.length; index += 1) {
    const character = one.charAt(index);
    if (character !== other[index] || (!isInHole && stops.includes(character))) break;
    if (isEdgeOfHole(character)) isInHole = isOpening(character);
    if (!isInHole) whole = index + 1;
  }
  return whole;
}

function sameEnd(one: string, other: string, stops: string): number {
  let whole = 0;
  let isInHole = false;
  for (let index = 1; index <= one.length; index += 1) {
    const character = one.charAt(one.length - index);
    if (character !== other[other.length - index] || (!isInHole && stops.includes(character))) break;
    if (isEdgeOfHole(character)) isInHole = !isOpening(character);
    if (!isInHole) whole = index;
  }
  return whole;
}
