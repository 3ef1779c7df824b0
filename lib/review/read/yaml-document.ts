import {
  Composer,
  type Document,
  type DocumentOptions,
  Lexer,
  Parser,
  type ParseOptions,
  type SchemaOptions,
  YAMLParseError,
} from 'yaml';

/** The parser calls itself for each level: some thousand levels crash the process. */
const mostLevels = 100;

/** The parser compares each key of a mapping with all others. */
const mostKeys = 1000;

/** A YAML text as the parser reads it, or the reason not to read it. */
export type YamlDocument = { readonly document: Document.Parsed } | { readonly problem: string };

/**
 * Reads a YAML text as the parser's own `parseDocument` does, unless that would take minutes or crash the parser. The
 * limits count tokens and so need no stack. A real template or config is far below them.
 */
export function yamlDocument(text: string, options: ParseOptions & DocumentOptions & SchemaOptions): YamlDocument {
  let problem: string | undefined;
  function* tokens() {
    const parser = new Parser();
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      problem = limitProblem(parser.stack);
      if (problem !== undefined) return;
    }
    yield* parser.end();
  }
  const documents = new Composer(options).compose(tokens(), true, text.length);
  const document = documents.next().value as Document.Parsed; // without one in the text it is an empty one
  const [second] = documents;
  if (second) {
    const at: [number, number] = [second.range[0], second.range[1]];
    document.errors.push(new YAMLParseError(at, 'MULTIPLE_DOCS', 'Source contains multiple documents'));
  }
  return problem === undefined ? { document } : { problem };
}

function limitProblem(stack: Parser['stack']): string | undefined {
  if (stack.length > mostLevels) return `must nest at most ${mostLevels} levels`;
  if (keysOf(stack.at(-1)) > mostKeys) return `must hold at most ${mostKeys} keys in a mapping`;
  return undefined;
}

function keysOf(token: Parser['stack'][number] | undefined): number {
  if (token?.type === 'block-map') return token.items.length;
  return token?.type === 'flow-collection' && token.start.source === '{' ? token.items.length : 0;
}

/** The line and the column of a fault, counted from 1. */
export function linePosition(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
