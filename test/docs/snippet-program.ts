import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Block, root } from './pages';

/** The names that a snippet may use without an import, as globals. The index of the guides lists them. */
const givenNames = readFileSync(join(root, 'rosetta/default.ts-fixture'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('declare const '))
  .join('\n');

/** A snippet as a module: its imports, and the rest in a function whose `this` is the stack. */
export function snippetModule({ text }: Block): string {
  const imports = /^import (?:\{[^}]*\}|\* as \w+) from '[^']+';$/gm;
  const body = text.replaceAll(imports, '');
  return [
    ...(text.match(imports) ?? []),
    "import { type Stack as GivenStack } from 'aws-cdk-lib';",
    `export function addSnippet(this: GivenStack) {\n${body}\n}`,
  ].join('\n');
}

/** Returns the compiler's errors in snippets. */
export function errorsIn(snippets: readonly Block[]): string[] {
  const titles = new Map(snippets.map(({ title }, index) => [join(root, `snippet-${index}.ts`), title]));
  const texts = snippets.map(snippetModule);
  const files = new Map([...titles.keys()].map((file, index) => [file, texts[index] ?? '']));
  const program = compile(new Map([...files, [join(root, 'snippet-given.d.ts'), givenNames]]));
  return [...titles].flatMap(([file, title]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${title}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}

function compile(files: ReadonlyMap<string, string>): ts.Program {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.dev.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (path) => files.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? onDisk.readFile(path);
  host.getSourceFile = (path, version) => {
    const text = files.get(path);
    return text === undefined ? onDisk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
  };
  return ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
}
