import { type Paint, painted } from '../../private/text/paint';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';
import { number } from './counts';
import { plainText } from './plain-text';
import { type ReportItem } from './report-items';
import { withoutSameItems } from './same-items';
import { sourceText } from './source-text';

/** More items would hide the tables below. */
const mostItems = 500;

const indent = ' '.repeat(9);

const paints: Readonly<Record<ReportItem['tone'], Paint>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
  known: 'dim',
  unread: 'magenta',
};

/** A title and items in words. Each is one part of the report. */
export function tableItems(title: string, items: readonly ReportItem[], terminal: Terminal): string[] {
  if (items.length === 0) return [];
  const shown = withoutSameItems(items);
  const missing = shown.slice(mostItems).reduce((sum, { counts }) => sum + counts, 0);
  const more = missing > 0 ? [`… and ${number(missing)} more. --format json shows all of them.`] : [];
  return [
    painted(wrap(title, terminal.width), 'bold', terminal),
    ...shown.slice(0, mostItems).map((item) => itemText(item, terminal)),
    ...more.map((text) => wrap(text, terminal.width)),
  ];
}

function itemText({ label, tone, title, texts, source }: ReportItem, terminal: Terminal): string {
  const head = `${plainText(label)
    .toUpperCase()
    .padEnd(indent.length - 1)} ${plainText(title)}`;
  const [first = '', ...others] = wrap(head, terminal.width).split('\n');
  const body = [
    sourceText(source),
    ...texts.map(({ head: word, text }) => `${word === '' ? '' : `${word}: `}${plainText(text)}`),
  ];
  return [painted(first, paints[tone], terminal), ...others, ...body.flatMap((text) => indented(text, terminal))].join(
    '\n',
  );
}

function indented(text: string, { width }: Terminal): string[] {
  return wrap(text, width - indent.length)
    .split('\n')
    .map((line) => `${indent}${line}`);
}
