import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Usage, usagePipe } from './usage';
import type { Workspace } from './workspace';

/** The built command line. */
export const commandLine = resolve(__dirname, '../../bin/ecr-publishing.js');

export interface ChildOptions {
  readonly script: string;
  readonly args?: readonly string[];
  /** Whether the built-in template validation of the AWS library runs after synth. */
  readonly templateValidation?: boolean;
}

export interface ChildResult extends Usage {
  readonly stdout: string;
}

/** Node prints the whole minified line that threw, after the error. */
const longestError = 3000;

/** Runs one script in its own process and returns what that process used. A child that fails ends the bench. */
export function runChild(workspace: Workspace, options: ChildOptions): ChildResult {
  const command = ['-r', workspace.script('preload'), options.script, ...(options.args ?? [])];
  const child = spawnSync(process.execPath, command, {
    env: environment(options.templateValidation ?? false),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const usage = child.output[usagePipe];
  if (child.status !== 0 || !usage) {
    throw new Error(
      `\`${options.script} ${(options.args ?? []).join(' ')}\` failed (${child.signal ?? child.status}):\n${child.stderr.slice(0, longestError)}`,
    );
  }
  return { ...(JSON.parse(usage) as Usage), stdout: child.stdout };
}

/** No context and no Node options from outside: every child sees the same flags, wherever the bench was started. */
function environment(templateValidation: boolean): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CDK_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(inherited), ...(templateValidation ? {} : { CDK_VALIDATION: 'false' }) };
}
