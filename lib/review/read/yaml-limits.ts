import { Lexer, Parser } from 'yaml';

/** The parser calls itself for each level: some thousand levels crash the process. */
const mostLevels = 100;

/** The parser compares each key of a mapping with all others. */
const mostKeys = 1000;

/**
 * The reason not to parse a text that would take minutes or crash the parser. It counts tokens and so needs no stack. A
 * real template is far below the limits.
 */
export function yamlLimitProblem(text: string): string | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > mostLevels) return `must nest at most ${mostLevels} levels`;
    if (keysOf(parser.stack.at(-1)) > mostKeys) return `must hold at most ${mostKeys} keys in a mapping`;
  }
  return undefined;
}

function keysOf(token: Parser['stack'][number] | undefined): number {
  if (token?.type === 'block-map') return token.items.length;
  return token?.type === 'flow-collection' && token.start.source === '{' ? token.items.length : 0;
}
