import { all, always, any, type Formula, never, not } from './formula';
import { type Statement } from '../templates/template-graph';
import { type Answer } from '../texts/wildcard-match';

/**
 * When something holds, between two bounds: `least` whatever the deploy fills into the holes of a template, `most` for
 * some filling. The two are the same where nothing is in doubt.
 */
export interface VerdictRange {
  readonly least: Formula;
  readonly most: Formula;
  /** What is in doubt, in words. */
  readonly doubts: readonly string[];
  /** The statements that it comes from. */
  readonly statements: readonly Statement[];
}

export const surely: VerdictRange = { least: always, most: always, doubts: [], statements: [] };
export const surelyNot: VerdictRange = { least: never, most: never, doubts: [], statements: [] };

/** It holds exactly when the formula does. */
export function holdsWhen(formula: Formula): VerdictRange {
  return { least: formula, most: formula, doubts: [], statements: [] };
}

/** It may hold when the formula does, or never. */
export function mayHold(formula: Formula, doubt: string): VerdictRange {
  return { least: never, most: formula, doubts: [doubt], statements: [] };
}

export function ofAnswer(answer: Answer, doubt: () => string): VerdictRange {
  if (answer === 'yes') return surely;
  return answer === 'no' ? surelyNot : mayHold(always, doubt());
}

/** The first that holds for sure explains it alone. */
export function anyOf(ranges: readonly VerdictRange[]): VerdictRange {
  const sure = ranges.find(({ least }) => least.kind === 'always');
  if (sure !== undefined) return sure;
  const possible = ranges.filter(({ most }) => most.kind !== 'never');
  return possible.length === 0 ? surelyNot : combined(any, possible);
}

/** The first that fails for sure explains it alone; one that a statement makes fail explains more than one that is not there. */
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
