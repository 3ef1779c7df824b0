import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figures, recordedFigures } from './recorded';

const readme = join(__dirname, '../../README.md');
const marked = /(<!-- speed -->\n)[^]*?(\n<!-- \/speed -->)/;
const quantities = ['CPU', 'peak memory', 'template bytes'];

/** The table of the README, from the recorded medians. */
export function speedTable(figures: Figures): string {
  const ratio = (name: string): string => figures[name]?.toFixed(2) ?? '-';
  const rows = quantities.map((quantity) => [
    `${quantity}, 1,000 repositories`,
    ratio(`${quantity}, ours / L2, 1000`),
    ratio(`${quantity}, ours / L1, 1000`),
  ]);
  const table = [['', 'ours / L2', 'ours / L1'], ...rows];
  const width = (column: number): number => Math.max(...table.map((cells) => cells[column]?.length ?? 0));
  const line = (cells: readonly string[], filler = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(width(column), filler)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), line(['', '', ''], '-'), ...body.map((cells) => line(cells))].join('\n');
}

/** The table that the README has between its markers. */
export function speedTableOf(text = readFileSync(readme, 'utf8')): string | undefined {
  return /<!-- speed -->\n\n([^]*?)\n\n<!-- \/speed -->/.exec(text)?.[1];
}

/** Writes the recorded medians into the README. */
export function recordSpeedTable(): void {
  const text = readFileSync(readme, 'utf8');
  if (!marked.test(text)) throw new Error('README.md must have the markers <!-- speed --> and <!-- /speed -->');
  writeFileSync(readme, text.replace(marked, `$1\n${speedTable(recordedFigures())}\n$2`));
}
