import { type AccessRow, type Decision } from '../access-rows';

/** Conditions that together are enough for an operation, and whether they decide it. */
export interface AccessAlternative {
  readonly decision: Decision;
  readonly conditions: readonly string[];
}

/** The surest first. */
const ranks: Readonly<Record<Decision, number>> = { allowed: 0, conditional: 1, unknown: 2 };

/**
 * The alternatives of rows for the same operation, the surest first, in an order that does not depend on that of the rows.
 * An alternative that asks for more than another one, and is no surer, is left out.
 */
export function alternativesOf(rows: readonly AccessRow[]): AccessAlternative[] {
  const unique = new Map(
    rows.map(({ decision, conditions }) => {
      const alternative = { decision, conditions: Array.from(new Set(conditions)) };
      return [JSON.stringify([ranks[decision], conditions.length, [...alternative.conditions].sort()]), alternative];
    }),
  );
  const sorted = Array.from(unique)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, alternative]) => alternative);
  return sorted.filter((one) => !sorted.some((other) => other !== one && isEnoughFor(other, one)));
}

/** Whether one alternative holds whenever the other does, as surely; of two that are alike, the earlier stays. */
function isEnoughFor(one: AccessAlternative, other: AccessAlternative): boolean {
  if (ranks[one.decision] > ranks[other.decision] || one.conditions.length > other.conditions.length) return false;
  if (ranks[one.decision] === ranks[other.decision] && one.conditions.length === other.conditions.length) return false;
  return one.conditions.every((condition) => other.conditions.includes(condition));
}

/** Stands between conditions that all alternatives have and the alternatives. */
export const oneOfThese = 'and one of these:';

/** Alternatives with the conditions that all of them have taken out. */
export interface CommonAlternatives {
  readonly common: readonly string[];
  readonly alternatives: readonly AccessAlternative[];
}

/** Finds the conditions that every alternative has, so that they are read once. One alternative has nothing in common. */
export function withCommon(alternatives: readonly AccessAlternative[]): CommonAlternatives {
  const [first, ...others] = alternatives;
  if (!first || others.length === 0) return { common: [], alternatives };
  const common = first.conditions.filter((one) => others.every(({ conditions }) => conditions.includes(one)));
  return {
    common,
    alternatives: alternatives.map(({ decision, conditions }) => ({
      decision,
      conditions: conditions.filter((one) => !common.includes(one)),
    })),
  };
}
