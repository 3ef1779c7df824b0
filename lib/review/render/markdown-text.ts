import { escapeHtml } from '../../private/text/html';
import { plainText } from './plain-text';

/** Characters with a meaning in a line of Markdown. */
const punctuation = /[!#$&*<>@[\\\]_`|~]/g;
/** Texts that GitHub turns into a link or a mention after Markdown: an address, `@name`, `#1`. */
const linked = /@|#|:(?=\/\/)|www(?=\.)/gi;
const unlinked = '&#8203;';

/** A name as code, which neither Markdown nor GitHub interprets. */
export function markdownCode(text: string): string {
  return codeOf(plainText(text));
}

/** A name as code in a table. There a bar ends the cell even in code. A backslash before a bar shows twice. */
export function markdownCellCode(text: string): string {
  return markdownCode(text).replace(/(\\*)\|/g, '$1$1\\|');
}

/** A sentence in which text between backticks is code, and nothing else is markup. */
export function markdownProse(text: string): string {
  return plainText(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeOf(part) : escaped(part)))
    .join('');
}

/** A name as code in HTML, to which Markdown does not apply. */
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
