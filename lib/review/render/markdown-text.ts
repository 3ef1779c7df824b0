import { escapeHtml } from '../../private/text/html';
import { plainText } from './plain-text';

/** What has a meaning within a line. */
const punctuation = /[!#$&*<>@[\\\]_`|~]/g;
/** What GitHub makes a link or a mention of after Markdown is done: an address, `@name`, `#1`. */
const linked = /@|#|:(?=\/\/)|www(?=\.)/gi;
const unlinked = '&#8203;';

/** A name as code, where neither Markdown nor GitHub reads anything into it. */
export function markdownCode(text: string): string {
  return codeOf(plainText(text));
}

/** The same within a table, where a bar ends the cell even in code; a backslash before one shows twice. */
export function markdownCellCode(text: string): string {
  return markdownCode(text).replace(/(\\*)\|/g, '$1$1\\|');
}

/** A sentence with code in backticks; nothing else of it is markup. */
export function markdownProse(text: string): string {
  return plainText(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeOf(part) : escaped(part)))
    .join('');
}

/** A name within HTML, where Markdown is not read. */
export function markdownHtmlCode(text: string): string {
  return `<code>${escapeHtml(plainText(text))}</code>`;
}

function codeOf(text: string): string {
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const room = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${room}${text}${room}${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

function escaped(text: string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(linked)) {
    pieces.push(backslashed(text.slice(end, index)), backslashed(found), unlinked);
    end = index + found.length;
  }
  return [...pieces, backslashed(text.slice(end))].join('');
}

function backslashed(text: string): string {
  return text.replace(punctuation, '\\$&');
}
