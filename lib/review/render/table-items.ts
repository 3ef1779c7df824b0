import { wrap } from '../../private/text/wrap';
import { number } from './counts';
import { plainText } from './plain-text';
import { type ReportItem } from './report-items';
import { withoutSameItems } from './same-items';
import { sourceText } from './source-text';

/** The width of the table in columns. */
export const terminalWidth = 100;

/** More items would hide the tables below. */
const mostItems = 500;

const indent = ' '.repeat(9);

/** A title and items in words. Each is one part of the report. */
export function tableItems(title: string, items: readonly ReportItem[]): string[] {
  if (items.length === 0) return [];
  const shown = withoutSameItems(items);
  const missing = shown.slice(mostItems).reduce((sum, { counts }) => sum + counts, 0);
  const more = missing > 0 ? [`… and ${number(missing)} more. --format json shows all of them.`] : [];
  return [title, ...shown.slice(0, mostItems).map(itemText), ...more];
}

function itemText({ label, title, texts, source }: ReportItem): string {
  const head = `${plainText(label)
    .toUpperCase()
    .padEnd(indent.length - 1)} ${plainText(title)}`;
  const body = [
    sourceText(source),
    ...texts.map(({ head: word, text }) => `${word === '' ? '' : `${word}: `}${plainText(text)}`),
  ];
  return [wrap(head, terminalWidth), ...body.flatMap(indented)].join('\n');
}

function indented(text: string): string[] {
  return wrap(text, terminalWidth - indent.length)
    .split('\n')
    .map((line) => `${indent}${line}`);
}
