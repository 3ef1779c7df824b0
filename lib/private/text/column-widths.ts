import { displayWidth } from './display-width';

/** A space on either side of a cell's text. */
export const padding = 2;

/** The width of the terminal for which a table gives the widths of its columns. */
const basis = 100;

/**
 * The widths of columns in a terminal. A narrower one first takes the room that no cell needs, and then the widest column
 * becomes narrower. A wider one gives its room to the columns whose text does not fit on a line.
 *
 * @param columns the head of each column and its width in a terminal of 100 columns.
 */
export function columnWidths(
  columns: Readonly<Record<string, number>>,
  rows: readonly (readonly string[])[],
  terminalWidth: number,
): number[] {
  const widths = Object.values(columns);
  const needs = Object.keys(columns).map((head, index) =>
    rows.reduce((most, row) => Math.max(most, cellWidth(row[index] ?? '')), cellWidth(head)),
  );
  const own = widths.reduce((sum, width) => sum + width + 1, 1);
  for (let more = terminalWidth - basis; more > 0; more--) {
    const lacking = indexOfMost(widths.map((width, index) => (needs[index] ?? 0) - width));
    if (lacking === undefined) break;
    widths[lacking] = (widths[lacking] ?? 0) + 1;
  }
  for (let less = own - terminalWidth; less > 0; less--) {
    const spare = indexOfMost(widths.map((width, index) => width - (needs[index] ?? 0)));
    const narrowed = spare ?? indexOfMost(widths) ?? 0;
    widths[narrowed] = (widths[narrowed] ?? 0) - 1;
  }
  return widths;
}

/** The index of the largest number, if any is more than 0. */
function indexOfMost(numbers: readonly number[]): number | undefined {
  const most = Math.max(...numbers);
  return most > 0 ? numbers.indexOf(most) : undefined;
}

function cellWidth(cell: string): number {
  return padding + Math.max(...cell.split('\n').map(displayWidth));
}
