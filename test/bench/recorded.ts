import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from './comparisons';

const file = join(__dirname, 'recorded.json');
const leastWorse = 1.1;

/** The medians of the last recorded run, by the names of their rows. Only ratios: seconds depend on the machine. */
export function recordedRatios(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
}

/** Replaces the recorded ratios. */
export function recordRatios(rows: readonly Comparison[]): void {
  const ratios = rows.filter(isRatio).map((row) => [nameOf(row), Number(row.value.median.toFixed(3))]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(ratios), undefined, 2)}\n`);
}

/** The ratios that are at least a tenth worse than the recorded ones. */
export function worseRatios(rows: readonly Comparison[], recorded = recordedRatios()): string[] {
  return rows.filter(isRatio).flatMap((row) => {
    const before = recorded[nameOf(row)];
    return before === undefined || row.value.median < before * leastWorse
      ? []
      : [`${nameOf(row)}: ${row.value.median.toFixed(3)}, recorded ${before.toFixed(3)}`];
  });
}

function isRatio({ unit }: Comparison): boolean {
  return unit === undefined;
}

function nameOf({ what, repositories }: Comparison): string {
  return `${what}, ${repositories}`;
}
