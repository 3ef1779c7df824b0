import { painted } from '../../private/text/paint';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';
import { pusherText, type Summary } from './summary';
import { canPaint } from './table-cells';

/** The legend of the column `can`. */
const legend: readonly (readonly [mark: string, meaning: string])[] = [
  ['pull', 'is allowed by the policies that were read'],
  ['pull, if', 'is conditional: only under the conditions in its row'],
  ['pull?', 'is unknown until deployment'],
];

/**
 * The start of a table: that the report is narrowed, then the numbers, the principals that can push, and the legend.
 *
 * @param isLegendNeeded whether a table follows.
 */
export function tableSummary(summary: Summary, terminal: Terminal, isLegendNeeded: boolean): string[] {
  const { narrowed, counts, pushersHead, pushers, morePushers } = summary;
  const wrapped = (text: string) => wrap(text, terminal.width);
  const indented = (text: string) =>
    wrap(text, terminal.width - indent.length)
      .split('\n')
      .map((line) => `${indent}${line}`)
      .join('\n');
  const list = [pushersHead, ...[...pushers.map(pusherText), ...morePushers].map(indented)];
  return [
    painted(narrowed.map(wrapped).join('\n'), 'bold', terminal),
    [painted('Summary', 'bold', terminal), ...counts.map(wrapped), ...(pushersHead === '' ? [] : list)].join('\n'),
    isLegendNeeded ? legendText(terminal) : '',
  ];
}

const indent = '  ';

function legendText(terminal: Terminal): string {
  const lines = legend.map(([mark, meaning]) => {
    const text = `${indent}${mark.padEnd(8)}  ${meaning}`;
    const [first = '', ...others] = wrap(text, terminal.width).split('\n');
    return [first.replace(mark, painted(mark, canPaint(mark), terminal)), ...others].join('\n');
  });
  return [painted('Legend', 'bold', terminal), ...lines].join('\n');
}
