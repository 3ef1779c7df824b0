import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, paceOfMachine } from './comparisons';

const file = join(__dirname, 'recorded.json');
const leastWorse = 1.1;
/** The medians of fewer seconds are mostly noise. */
const leastSeconds = 0.1;

/** Medians by the names of their rows. */
export type Figures = Readonly<Record<string, number>>;

/** The medians of the last recorded run. */
export function recordedFigures(): Figures {
  return JSON.parse(readFileSync(file, 'utf8')) as Figures;
}

/** Replaces the recorded medians. */
export function recordFigures(rows: readonly Comparison[]): void {
  const figures = rows.map((row) => [nameOf(row), Number(row.value.median.toFixed(3))]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(figures), undefined, 2)}\n`);
}

/**
 * The medians that are at least a tenth worse than the recorded ones. Seconds depend on the machine, so they are compared
 * in multiples of what the L1 app takes.
 */
export function worseFigures(rows: readonly Comparison[], recorded: Figures = recordedFigures()): string[] {
  const machine = rows.find(({ what }) => what === paceOfMachine);
  const slower = machine && machine.value.median / (recorded[nameOf(machine)] ?? NaN);
  return rows.flatMap((row) => {
    const { unit, value } = row;
    const before = (recorded[nameOf(row)] ?? NaN) * (unit === 's' ? (slower ?? NaN) : 1);
    if (row === machine || (unit === 's' && value.median < leastSeconds)) return [];
    if (Number.isNaN(before) || value.median < before * leastWorse) return [];
    return [`${nameOf(row)}: ${value.median.toFixed(3)}, recorded ${before.toFixed(3)}`];
  });
}

function nameOf({ what, repositories }: Comparison): string {
  return `${what}, ${repositories}`;
}
