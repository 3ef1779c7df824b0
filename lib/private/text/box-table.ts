import { columnWidths, padding } from './column-widths';
import { displayWidth } from './display-width';
import { type Paint, painted } from './paint';
import { type Terminal } from './terminal';
import { wrap } from './wrap';

/** A table. A cell may have several lines. */
export interface BoxTable {
  readonly title: string;
  /** The head of each column and its width in a terminal of 100 columns. */
  readonly columns: Readonly<Record<string, number>>;
  readonly rows: readonly (readonly string[])[];
  /** Whether there is a line between rows. */
  readonly parted?: boolean;
  /** The colour of a line of a cell, by the head of its column. */
  readonly paints?: Readonly<Record<string, (line: string) => Paint | undefined>>;
}

/**
 * Rows in a box that fits the terminal. The libraries that draw boxes need minutes for the 100,000 images that a repository
 * may have, or for the 100 accounts that may pull from it.
 */
export function boxTable({ title, columns, rows, parted = false, paints = {} }: BoxTable, terminal: Terminal): string {
  if (rows.length === 0) return '';
  const heads = Object.keys(columns);
  const widths = columnWidths(columns, rows, terminal.width);
  const dim = (text: string) => painted(text, 'dim', terminal);
  const border = (left: string, middle: string, right: string) =>
    dim(`${left}${widths.map((width) => '─'.repeat(width)).join(middle)}${right}`);
  const rowText = (cells: readonly string[], paintOf: (line: string, column: number) => Paint | undefined) => {
    const lines = cells.map((text, column) =>
      cellLines(text, widths[column] ?? 0, (line, whole) => painted(line, paintOf(whole, column), terminal)),
    );
    const empty = widths.map((width) => ' '.repeat(width));
    return Array.from({ length: Math.max(...lines.map(({ length }) => length)) }, (_, index) =>
      ['', ...lines.map((cell, column) => cell[index] ?? empty[column] ?? ''), ''].join(dim('│')),
    ).join('\n');
  };
  return [
    painted(wrap(title, terminal.width), 'bold', terminal),
    border('┌', '┬', '┐'),
    rowText(heads, () => 'bold'),
    border('├', '┼', '┤'),
    rows
      .map((row) => rowText(row, (line, column) => paints[heads[column] ?? '']?.(line)))
      .join(parted ? `\n${border('├', '┼', '┤')}\n` : '\n'),
    border('└', '┴', '┘'),
  ].join('\n');
}

/**
 * The lines of a cell, each as wide as the column.
 *
 * @param paint colours a part of a line, by the whole line.
 */
function cellLines(text: string, width: number, paint: (part: string, whole: string) => string): string[] {
  const room = width - padding;
  return text.split('\n').flatMap((whole) => {
    const parts = displayWidth(whole) <= room ? [whole] : wrap(whole, room).split('\n');
    return parts.map((part) => ` ${paint(part, whole)}${' '.repeat(Math.max(0, room + 1 - displayWidth(part)))}`);
  });
}
