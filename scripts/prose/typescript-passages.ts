import ts from 'typescript';
import { commentPassages } from './comment-passages';
import { type Passage } from './passage';

/** Functions of Jest whose first argument names a test. */
const namesTests = /^(describe|it|test)(\.|$)/;

/** The comments of a TypeScript file and its strings: messages to users or, in a test, the names of tests. */
export function typeScriptPassages(file: string, source: string): Passage[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const [literals, texts] = stringsOf(parsed);
  const lineAt = (offset: number) => parsed.getLineAndCharacterOfPosition(offset).line + 1;
  const inTest = /(^|\/)test\//.test(file);
  return [
    ...commentPassages(blanked(source, literals), lineAt),
    ...texts.filter(inTest ? isTestName : isMessage).map((node): Passage => {
      const text = textOf(node);
      const line = lineAt(node.getStart());
      return { kind: inTest ? 'test name' : 'message', text, lines: text.split('\n').map(() => line) };
    }),
  ];
}

/** Strings that `+` joins are one text. */
type Text = ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression;

/** All literals in which `//` or `/*` opens no comment, and all texts, the largest of those within each other. */
function stringsOf(parsed: ts.SourceFile): [ts.Node[], Text[]] {
  const literals: ts.Node[] = [];
  const texts: Text[] = [];
  const visit = (node: ts.Node) => {
    if (isLiteral(node) || ts.isRegularExpressionLiteral(node)) literals.push(node);
    if (isText(node) && !isText(node.parent)) texts.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return [literals, texts];
}

function isLiteral(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function isText(node: ts.Node): node is Text {
  if (!ts.isBinaryExpression(node)) return isLiteral(node);
  return node.operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(node.left) || isText(node.right));
}

/** A source whose literals are spaces, so that every other character keeps its offset. */
function blanked(source: string, literals: readonly ts.Node[]): string {
  let text = source;
  for (const literal of literals) {
    const [start, end] = [literal.getStart(), literal.getEnd()];
    text = text.slice(0, start) + text.slice(start, end).replace(/\S/g, ' ') + text.slice(end);
  }
  return text;
}

function isTestName(node: Text): boolean {
  if (!ts.isCallExpression(node.parent) || node.parent.arguments[0] !== node) return false;
  const callee = node.parent.expression;
  return namesTests.test((ts.isCallExpression(callee) ? callee.expression : callee).getText());
}

/** A string with at least four words, nearly all of it letters. Import paths, keys and commands have fewer. */
function isMessage(node: Text): boolean {
  const text = textOf(node).replace(/`[^`]*`/g, '');
  const words = text.split(/\s+/).filter((word) => /^["'(]?[A-Za-z][a-z'-]*[.,;:)"']*$/.test(word));
  return words.length >= 4 && words.length >= text.trim().split(/\s+/).length * 0.7;
}

/** A text with `X` in place of each value that is filled in. */
function textOf(node: Text): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node))
    return [node.left, node.right].map((side) => (isText(side) ? textOf(side) : 'X')).join('');
  return node.head.text + node.templateSpans.map((span) => `X${span.literal.text}`).join('');
}
