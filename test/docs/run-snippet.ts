import { Stack } from 'aws-cdk-lib';
import ts from 'typescript';
import { env, newApp, warningsOf } from '../synthesis';
import { type Block } from './pages';
import { snippetModule } from './snippet-program';
import { snippetValues } from './snippet-values';

interface SnippetModule {
  readonly addSnippet: (this: Stack) => void;
}

/** A stack that a snippet was added to, and the warnings that the snippet caused. */
export interface RunSnippet {
  readonly stack: Stack;
  readonly warnings: readonly string[];
}

/** Runs a snippet as the constructor of a stack does, with the values that snippets use. */
export function runSnippet(snippet: Block): RunSnippet {
  const app = newApp();
  const stack = new Stack(app, 'Snippet', { env });
  const values = snippetValues(app, stack);
  const before = new Set(warningsOf(stack));
  load(snippetModule(snippet), values).addSnippet.call(stack);
  return { stack, warnings: warningsOf(stack).filter((warning) => !before.has(warning)) };
}

function load(module: string, values: Readonly<Record<string, unknown>>): SnippetModule {
  const { outputText } = ts.transpileModule(module, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const names = ['require', 'exports', ...Object.keys(values)];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a page's snippet is code that only tests run
  const run = new Function(...names, outputText) as (...args: unknown[]) => void;
  const exported = {} as SnippetModule;
  run(require, exported, ...Object.values(values));
  return exported;
}
