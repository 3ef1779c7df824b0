import { all, always, any, type Formula, never, not } from './formula';
import { type Statement } from '../templates/template-graph';
import { type Answer } from '../texts/wildcard-match';

/**
 * The bounds of when something is true. `least` is true for every value of the unresolved ones, `most` for some. Both
 * are the same if nothing is in doubt.
 */
export interface VerdictRange {
  readonly least: Formula;
  readonly most: Formula;
  /** The doubts, in words. */
  readonly doubts: readonly string[];
  /** The statements that led to the range. */
  readonly statements: readonly Statement[];
}

export const surely: VerdictRange = { least: always, most: always, doubts: [], statements: [] };
export const surelyNot: VerdictRange = { least: never, most: never, doubts: [], statements: [] };

/** A range that is true exactly when the formula is. */
export function holdsWhen(formula: Formula): VerdictRange {
  return { least: formula, most: formula, doubts: [], statements: [] };
}

/** A range that may be true when the formula is, and is false otherwise. */
export function mayHold(formula: Formula, doubt: string): VerdictRange {
  return { least: never, most: formula, doubts: [doubt], statements: [] };
}

export function ofAnswer(answer: Answer, doubt: () => string): VerdictRange {
  if (answer === 'yes') return surely;
  return answer === 'no' ? surelyNot : mayHold(always, doubt());
}

/** If one range is always true, the first of these explains the result alone. */
export function anyOf(ranges: readonly VerdictRange[]): VerdictRange {
  const sure = ranges.find(({ least }) => least.kind === 'always');
  if (sure !== undefined) return sure;
  const possible = ranges.filter(({ most }) => most.kind !== 'never');
  return possible.length === 0 ? surelyNot : combined(any, possible);
}

/**
 * If one range is always false, the first of these explains the result alone. A range that is false because of a
 * statement explains more than a missing one.
 */
export function allOf(ranges: readonly VerdictRange[]): VerdictRange {
  const failed = ranges.filter(({ most }) => most.kind === 'never');
  const explained = failed.find(({ statements }) => statements.length > 0) ?? failed[0];
  return explained ?? combined(all, ranges);
}

export function negated({ least, most, doubts, statements }: VerdictRange): VerdictRange {
  return { least: not(most), most: not(least), doubts, statements };
}

function combined(join: (formulas: readonly Formula[]) => Formula, ranges: readonly VerdictRange[]): VerdictRange {
  const [only] = ranges;
  if (only !== undefined && ranges.length === 1) return only;
  return {
    least: join(ranges.map(({ least }) => least)),
    most: join(ranges.map(({ most }) => most)),
    doubts: ranges.flatMap(({ doubts }) => doubts),
    statements: ranges.flatMap(({ statements }) => statements),
  };
}
