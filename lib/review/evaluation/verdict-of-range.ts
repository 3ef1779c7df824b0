import { type Verdict } from './access-request';
import { type Formula, wordsOf } from './formula';
import { type VerdictRange } from './verdict-range';

/** The verdict of a range. It is unknown if the bounds differ. `note` is one more condition. */
export function verdictOf({ least, most, doubts, statements }: VerdictRange, note?: string): Verdict {
  const decided = [...new Set(statements)];
  if (wordsOf(least) !== wordsOf(most)) {
    return { decision: 'unknown', conditions: distinct(doubts), statements: decided };
  }
  if (most.kind === 'never') return { decision: 'denied', conditions: [], statements: decided };
  const notes = note === undefined ? [] : [note];
  if (most.kind === 'always') return { decision: 'allowed', conditions: notes, statements: decided };
  return { decision: 'conditional', conditions: distinct([...conditionsOf(most), ...notes]), statements: decided };
}

function conditionsOf(formula: Formula): string[] {
  return formula.kind === 'all' ? formula.parts.map(wordsOf) : [wordsOf(formula)];
}

/** Longer than anyone reads. A hostile template may have one text of a megabyte, or many short ones. */
const longest = 1000;
const mostTexts = 50;

function distinct(texts: readonly string[]): string[] {
  const all = [...new Set(texts)].map((text) => (text.length > longest ? `${text.slice(0, longest)}...` : text));
  return all.length > mostTexts ? [...all.slice(0, mostTexts), `${all.length - mostTexts} more`] : all;
}
