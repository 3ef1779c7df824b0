import Table from 'cli-table3';
import { type Aim, type Comparison, comparisons, type Results } from './comparisons';
import type { Measurements } from './measurements';
import { type Summary, summary } from './statistics';
import type { TemplateBytes } from './template-check';
import { labels, type Version, versions } from './versions';

/** The whole result as text: the usage, then the comparison with the aims. */
export function report(results: Results): string {
  return [
    'Medians (CPU is user + system seconds of the process, memory its peak resident size)',
    medians(results),
    'Ratios, round by round',
    ratioTable(comparisons(results)),
  ].join('\n');
}

function medians({ bytes, plain, validated }: Results): string {
  const names = versions.map((version) => labels[version]);
  const table = new Table({
    head: [
      'repositories',
      'validation',
      ...names.map((name) => `CPU s ${name}`),
      ...names.map((name) => `MiB ${name}`),
      ...names.map((name) => `bytes ${name}`),
    ],
    colAligns: ['right', 'left', ...Array.from({ length: 9 }, () => 'right' as const)],
    style: plainStyle,
  });
  for (const measurements of [plain, validated]) {
    for (const size of measurements.sizes) table.push(medianRow(measurements, bytes, size));
  }
  return table.toString();
}

// No colours: the table is read in logs and pasted into notes as often as in a terminal.
const plainStyle = { head: [], border: [], compact: true };

function medianRow(measurements: Measurements, bytes: TemplateBytes, size: number): (string | number)[] {
  const median = (version: Version, quantity: 'cpuSeconds' | 'peakMemoryMiB', digits: number): string =>
    summary(measurements.of(version, size, quantity)).median.toFixed(digits);
  return [
    size,
    measurements.templateValidation ? 'on' : 'off',
    ...versions.map((version) => median(version, 'cpuSeconds', 2)),
    ...versions.map((version) => median(version, 'peakMemoryMiB', 0)),
    ...versions.map((version) => bytes.get(size)?.[version] ?? '-'),
  ];
}

function ratioTable(rows: readonly Comparison[]): string {
  const table = new Table({
    head: ['what', 'repositories', 'median', 'spread', 'aim', ''],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    style: plainStyle,
  });
  for (const { what, repositories, value, unit, aim } of rows) {
    const text = (number: number): string => number.toFixed(3) + (unit ? ` ${unit}` : '');
    table.push([what, repositories, text(value.median), spread(value), aimText(aim, unit), verdict(value, aim)]);
  }
  return table.toString();
}

function spread({ least, most }: Summary): string {
  return least === most ? '' : `${least.toFixed(3)} .. ${most.toFixed(3)}`;
}

function aimText(aim: Aim | undefined, unit = ''): string {
  if (!aim) return '';
  return `${aim.below ? '<' : '<='} ${aim.limit.toFixed(2)} ${unit}`.trim();
}

function verdict({ median }: Summary, aim: Aim | undefined): string {
  if (!aim) return '';
  return (aim.below ? median < aim.limit : median <= aim.limit) ? 'pass' : 'MISS';
}
