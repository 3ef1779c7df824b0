import { displayWidth } from './display-width';
import { wrap } from './wrap';

/** A space on either side of a cell's text. */
const padding = 2;

/**
 * Rows in a box. The libraries that draw boxes need minutes for the 100,000 images that a repository may have, or for
 * the 100 accounts that may pull from it.
 *
 * @param columns the head of each column and its width.
 * @param parted whether there is a line between rows.
 */
export function boxTable(
  title: string,
  columns: Readonly<Record<string, number>>,
  rows: readonly string[][],
  parted = false,
): string {
  if (rows.length === 0) return '';
  const widths = Object.values(columns);
  const border = (left: string, middle: string, right: string) =>
    `${left}${widths.map((width) => '─'.repeat(width)).join(middle)}${right}`;
  return [
    title,
    border('┌', '┬', '┐'),
    rowText(Object.keys(columns), widths),
    border('├', '┼', '┤'),
    rows.map((row) => rowText(row, widths)).join(parted ? `\n${border('├', '┼', '┤')}\n` : '\n'),
    border('└', '┴', '┘'),
  ].join('\n');
}

function rowText(cells: readonly string[], widths: readonly number[]): string {
  const columns = cells.map((text, index) => linesOf(text, (widths[index] ?? 0) - padding));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    ['', ...columns.map((lines, index) => cellText(lines[line] ?? '', widths[index] ?? 0)), ''].join('│'),
  ).join('\n');
}

function linesOf(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (displayWidth(line) <= width ? [line] : wrap(line, width).split('\n')));
}

function cellText(line: string, width: number): string {
  return ` ${line}${' '.repeat(Math.max(0, width - 1 - displayWidth(line)))}`;
}
