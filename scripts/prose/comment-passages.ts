import { type Passage } from './passage';

const comments = /\/\*[\s\S]*?\*\/|(?:\/\/.*(?:\n[ \t]*(?=\/\/))?)+/g;
const forTools = /^(\/\/\/|\/\/ *(eslint|@ts|prettier|shellcheck|#)|\/\* *(eslint|istanbul))/;

/** The comments of a source whose literals are blank. Consecutive line comments are one passage. */
export function commentPassages(source: string, lineAt: (offset: number) => number): Passage[] {
  return [...source.matchAll(comments)]
    .filter(([comment]) => !forTools.test(comment))
    .map((match) => {
      const [comment] = match;
      const first = lineAt(match.index);
      const texts = comment.startsWith('/**') ? docTexts(comment) : comment.split('\n').map(bareLine);
      return {
        kind: comment.startsWith('/**') ? 'doc comment' : 'comment',
        text: texts.join('\n'),
        lines: texts.map((_, index) => first + index),
      };
    });
}

/** A line of a comment without the characters that make it one. */
function bareLine(line: string): string {
  return line.replace(/^\s*(\/\*\*?|\*(?!\/)|\/\/) ?/, '').replace(/\s*\*\/$/, '');
}

/** The lines of a doc comment. A tag opens a paragraph; examples and references to pages are empty lines. */
function docTexts(comment: string): string[] {
  let dropped = false;
  return comment.split('\n').map((raw) => {
    const line = bareLine(raw);
    const [, tag] = /^\s*@(\w+)/.exec(line) ?? [];
    if (tag !== undefined) dropped = ['example', 'see', 'stability', 'internal'].includes(tag);
    if (dropped) return '';
    const words = tag === undefined ? line : afterTag(line, tag);
    return words.replace(/\{@link ([^}]*)\}/g, '`$1`');
  });
}

/** Two spaces at the end would do as well; a list item makes a paragraph without another line. */
function afterTag(line: string, tag: string): string {
  const words = line.replace(tag === 'param' ? /^\s*@param \S+\s*/ : /^\s*@\w+\s*(- )?/, '');
  return `- ${words}`;
}
