import { type AccessRow, type Decision } from '../access/access-row';

/** Conditions that together are enough for an operation, and the decision under them. */
export interface AccessAlternative {
  readonly decision: Decision;
  readonly conditions: readonly string[];
}

/** The surest first. */
const ranks: Readonly<Record<Decision, number>> = { allowed: 0, conditional: 1, unknown: 2 };

/**
 * The alternatives of rows for the same operation, with the surest first. Their order does not depend on the order of the
 * rows. An alternative that another one includes is left out.
 */
export function alternativesOf(rows: readonly AccessRow[]): AccessAlternative[] {
  const unique = new Map(
    rows.map(({ decision, conditions }) => {
      const distinct = Array.from(new Set(conditions));
      const alternative = { decision, conditions: decision === 'unknown' ? undecided(distinct) : distinct };
      return [JSON.stringify([ranks[decision], conditions.length, [...alternative.conditions].sort()]), alternative];
    }),
  );
  const sorted = Array.from(unique)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, alternative]) => alternative);
  return sorted.filter((one) => !sorted.some((other) => other !== one && isEnoughFor(other, one)));
}

const ofTemplate = 'template condition ';

/** Omits a condition of the template together with its opposite: the alternative is unknown in both cases. */
function undecided(conditions: readonly string[]): string[] {
  const all = new Set(conditions);
  return conditions.filter((text) => {
    if (!text.startsWith(ofTemplate)) return true;
    const name = text.slice(ofTemplate.length);
    return !all.has(`${ofTemplate}${name.startsWith('not ') ? name.slice(4) : `not ${name}`}`);
  });
}

/** Whether one alternative is met whenever another one is. The conditions of an unknown one are questions and not compared. */
function isEnoughFor(one: AccessAlternative, other: AccessAlternative): boolean {
  if (one.decision === 'allowed' && one.conditions.length === 0) return true;
  if (one.decision !== 'conditional' || other.decision !== 'conditional') return false;
  if (one.conditions.length >= other.conditions.length) return false;
  return one.conditions.every((condition) => other.conditions.includes(condition));
}

/** The words between the common conditions and the alternatives. */
export const oneOfThese = 'and one of these:';

/** Alternatives without the conditions that they have in common. */
export interface CommonAlternatives {
  readonly common: readonly string[];
  readonly alternatives: readonly AccessAlternative[];
}

/** Separates the common conditions of alternatives, so that a reader reads them once. */
export function withCommon(alternatives: readonly AccessAlternative[]): CommonAlternatives {
  const [first, ...others] = alternatives;
  const isClear = alternatives.every(({ decision }) => decision === 'conditional');
  if (!first || others.length === 0 || !isClear) return { common: [], alternatives };
  const common = first.conditions.filter((one) => others.every(({ conditions }) => conditions.includes(one)));
  return {
    common,
    alternatives: alternatives.map(({ decision, conditions }) => ({
      decision,
      conditions: conditions.filter((one) => !common.includes(one)),
    })),
  };
}
