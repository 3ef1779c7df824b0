import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../e2e/clean-environment';
import { runCommand } from '../e2e/run-command';
import { languagesFolder, projectFolder } from './places';

/** A program that makes stacks, with the folder in which it runs. */
export interface CdkApp {
  readonly command: readonly [string, ...string[]];
  readonly folder: string;
}

/**
 * Runs an app as the CDK CLI does, with the feature flags of an example's `cdk.json`, and returns its templates by their
 * file names. They do not have the metadata of the CLI, which contains the language of an app.
 */
export async function templatesOf(app: CdkApp, example: string): Promise<Record<string, unknown>> {
  const cdkJson = readFileSync(join(projectFolder, 'examples', example, 'cdk.json'), 'utf8');
  const { context } = JSON.parse(cdkJson) as { context: object };
  const output = mkdtempSync(join(languagesFolder, 'out-'));
  try {
    await runApp(app, { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false' });
    const files = readdirSync(output).filter((file) => file.endsWith('.template.json'));
    if (files.length === 0) throw new Error(`${app.command.join(' ')} made no template`);
    return Object.fromEntries(files.sort().map((file) => [file, JSON.parse(readFileSync(join(output, file), 'utf8'))]));
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** Runs an app. jsii warns on stderr if Node is past its end of life, unless a variable has the version. */
export function runApp({ command: [program, ...parameters], folder }: CdkApp, more: NodeJS.ProcessEnv = {}) {
  const [major = ''] = process.versions.node.split('.');
  const jsii = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: major };
  return runCommand(program, parameters, { cwd: folder, env: { ...cleanEnvironment(), ...jsii, ...more } });
}
