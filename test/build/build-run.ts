import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { projectWith } from './build-project';

export interface Buildspec {
  readonly version: string;
  readonly env: { readonly shell: string; readonly 'exported-variables': string[] };
  readonly phases: Readonly<Record<string, { readonly commands: string[] }>>;
}

export interface BuildRun {
  readonly succeeded: boolean;
  /** What `docker` and `aws` were called with, in order. */
  readonly calls: string[][];
  /** The variables that CodeBuild exports at the end. */
  readonly exported: Record<string, string>;
  /** Whether a value was read as a command: all hostile ones try to make this file. */
  readonly pwned: boolean;
}

export const digest = `sha256:${'ab12'.repeat(16)}`;
export const commit = '0123456789abcdef0123456789abcdef01234567';
export const variables = {
  REGISTRY: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  REGISTRY_REGION: 'eu-west-1',
  REPOSITORY_URI: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/jwt-pizza-service',
  IMAGE_PLATFORM: 'linux/amd64',
  DOCKERFILE: 'Dockerfile',
  BUILD_CONTEXT: '.',
  CODEBUILD_BUILD_NUMBER: '7',
  CODEBUILD_RESOLVED_SOURCE_VERSION: commit,
};

let synthesized: Buildspec | undefined;

/** The build specification as the template has it. */
export function synthesizedBuildspec(): Buildspec {
  return (synthesized ??= synthesize());
}

function synthesize(): Buildspec {
  const { Source: source } = projectWith();
  return parse((source as { BuildSpec: string }).BuildSpec) as Buildspec;
}

/** Stands for `docker` and `aws`: notes its arguments, and fails where one of them is what is to fail. */
const program = `#!/bin/bash
printf '%s\\0' "\${0##*/}" "$@" > "$CALLS/$EPOCHREALTIME.$$"
for argument in "$@"; do [[ "$argument" == "$FAILING" ]] && exit 1; done
case "$1 $2" in
  'ecr get-login-password') echo password ;;
  'login --username') [[ "$(cat)" == password ]] ;;
  'image inspect') printf '%s@%s\\n' 'example.com/other' 'sha256:0' "$REPOSITORY_URI" '${digest}'; echo ;;
esac`;

/**
 * Runs a phase as CodeBuild does: each command by itself, in the environment that the one before it left, and none after
 * one that failed.
 */
const runner = `touch "$STATE"
for command in "$@"; do
  bash -c 'source "$STATE"; trap "export -p > \\"\\$STATE\\"" EXIT; '"$command" || exit 1
done`;

/** Runs the build specification with fake programs. CodeBuild runs `post_build` even after a failed `build`. */
export function runBuild(changed: Record<string, string> = {}, failing = ''): BuildRun {
  const folder = mkdtempSync(join(tmpdir(), 'image-build-'));
  try {
    const [programs, state, calls] = [join(folder, 'bin'), join(folder, 'state'), join(folder, 'calls')];
    for (const made of [programs, calls]) mkdirSync(made);
    for (const name of ['docker', 'aws']) {
      writeFileSync(join(programs, name), program);
      chmodSync(join(programs, name), 0o755);
    }
    const PATH = [programs, '/usr/bin', '/bin'].join(delimiter);
    const env = { PATH, ...variables, ...changed, FAILING: failing, STATE: state, CALLS: calls };
    const run = (script: string, args: string[]) =>
      spawnSync('/bin/bash', ['-c', script, 'bash', ...args], { cwd: folder, encoding: 'utf8', env });
    const { phases, env: declared } = synthesizedBuildspec();
    const ran = (phase: string) => run(runner, phases[phase]?.commands ?? []).status === 0;
    const built = ran('pre_build') && [ran('build'), ran('post_build')].every(Boolean);
    const shown = run(
      'source "$STATE"; for name in "$@"; do printf "%s\\0" "${!name-}"; done',
      declared['exported-variables'],
    );
    const values = shown.stdout.split('\0');
    return {
      succeeded: built,
      calls: recorded(calls),
      exported: Object.fromEntries(declared['exported-variables'].map((name, index) => [name, values[index] ?? ''])),
      pwned: existsSync(join(folder, 'pwned')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls in the order in which they began; both ends of a pipe begin at once, so each has a file of its own. */
function recorded(folder: string): string[][] {
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8').split('\0').slice(0, -1));
}
