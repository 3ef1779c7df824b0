import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, groundFolder } from './ground-places';

/** A build specification, as far as the tests have it. */
export interface Buildspec {
  readonly env?: { readonly 'exported-variables'?: readonly string[] };
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] } | undefined>>;
  readonly batch?: { readonly 'build-graph': readonly BatchTask[] };
}

/** A build of a batch. */
export interface BatchTask {
  readonly identifier: string;
  readonly env?: { readonly variables?: Readonly<Record<string, string>> };
  readonly 'depend-on'?: readonly string[];
}

/** How the phases went. */
export interface PhasesRun {
  readonly succeeded: boolean;
  /** The output of the commands. */
  readonly log: string;
  /** The variables that later stages get, those of a failed build too. */
  readonly exported: Readonly<Record<string, string>>;
}

/** A command runs by itself, in the environment that the one before it left. */
const runner = 'source "$CODEBUILD_TEST_STATE"; trap "export -p > \\"$CODEBUILD_TEST_STATE\\"" EXIT; ';

/**
 * Runs the phases as CodeBuild does: `build` after `pre_build` went well, `post_build` after `build` however that went,
 * and no command of a phase after one that failed.
 */
export async function runPhases(spec: Buildspec, cwd: string, env: NodeJS.ProcessEnv): Promise<PhasesRun> {
  const work = mkdtempSync(join(folder(groundFolder), 'build-'));
  const state = join(work, 'state');
  writeFileSync(state, '');
  const variables = { ...env, CODEBUILD_TEST_STATE: state };
  let log = '';
  const bash = (script: string) =>
    new Promise<boolean>((done, fail) => {
      const child = spawn('/bin/bash', ['-c', script], { cwd, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (log += text));
      }
      child.on('error', fail).on('close', (code) => {
        done(code === 0);
      });
    });
  const phase = async (name: string) => {
    for (const command of spec.phases[name]?.commands ?? []) {
      if (!(await bash(runner + command))) return false;
    }
    return true;
  };
  try {
    const prepared = (await phase('install')) && (await phase('pre_build'));
    const built = prepared && (await phase('build'));
    const finished = prepared && (await phase('post_build'));
    const names = spec.env?.['exported-variables'] ?? [];
    return { succeeded: built && finished, log, exported: exportedBy(readFileSync(state, 'utf8'), names) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** `declare -x NAME="value"`, as bash writes it; the values that are exported hold nothing that it escapes. */
function exportedBy(state: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, new RegExp(`^declare -x ${name}="([^"\\\\]*)"$`, 'm').exec(state)?.[1] ?? '']),
  );
}
