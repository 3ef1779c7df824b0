import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { buildspecOf, mappingsOf, newStack, type Properties } from '../synthesis';
import { program } from './build-programs';
import { projectWith } from './build-project';

export interface Buildspec {
  readonly version: string;
  readonly batch?: { readonly 'build-graph': { identifier: string; env: Properties; 'depend-on'?: string[] }[] };
  readonly env: { readonly shell: string; readonly 'exported-variables': string[] };
  readonly phases: Readonly<Record<string, { readonly commands: string[] }>>;
  readonly cache?: { readonly paths: string[] };
}

export interface BuildRun {
  readonly succeeded: boolean;
  /** The calls of programs, in order. */
  readonly calls: string[][];
  /** The variables that CodeBuild exports at the end. */
  readonly exported: Record<string, string>;
  /** Whether a value was read as a command: all hostile ones try to make this file. */
  readonly pwned: boolean;
  /** The output of the build, with errors. */
  readonly log: string;
  /** The files for the deploy actions of a pipeline, by their names. */
  readonly definitions: Record<string, string>;
  /** The content of the folder of a local cache after the build, by the names of its files. */
  readonly cached: Record<string, string>;
}

export interface BuildRunOptions {
  /** The properties of the project. */
  readonly props?: Partial<ImageBuildProjectProps>;
  /** Variables that are added to the variables of the project or replace them. */
  readonly variables?: Record<string, string>;
  /** An argument that makes a program fail. */
  readonly failing?: string;
  /** The manifests in the registry, by tag. */
  readonly images?: Record<string, string>;
  /** The answers of CodeBuild, by the name of the file. */
  readonly answers?: Record<string, string>;
  /** Programs that are not there. */
  readonly without?: string[];
  /** The files of the source, by path. */
  readonly files?: Record<string, string>;
}

export const commit = '0123456789abcdef0123456789abcdef01234567';
export const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/jwt-pizza-service';

/** The variables that CodeBuild sets. */
export const codeBuildVariables = {
  CODEBUILD_BUILD_ID: 'service-build:b1e6661e-e4f2-4156-9ab9-82a19e000000',
  CODEBUILD_BUILD_NUMBER: '7',
  CODEBUILD_RESOLVED_SOURCE_VERSION: commit,
};

export function digestOf(manifest: string): string {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
}

/** The build specification as the template has it. */
export function synthesizedBuildspec(props?: Partial<ImageBuildProjectProps>): Buildspec {
  const stack = newStack();
  const project = projectWith(props, stack);
  return parse(buildspecOf(mappingsOf(stack), project)) as Buildspec;
}

/** The plain variables of a project, with `urlSuffix` and its like as a Region has them. */
export function variablesOf({ Environment: environment }: Properties): Record<string, string> {
  const { EnvironmentVariables: variables } = environment as {
    EnvironmentVariables: { Name: string; Value: unknown }[];
  };
  return Object.fromEntries(variables.map(({ Name: name, Value: value }) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1];
  return parts ? parts.map(textOf).join('') : 'amazonaws.com';
}

/**
 * Runs a phase as CodeBuild does: each command by itself, in the environment that the one before it left, and none after
 * one that failed.
 */
const runner = `touch "$STATE"
for command in "$@"; do
  bash -c 'source "$STATE"; trap "export -p > \\"\\$STATE\\"" EXIT; '"$command" || exit 1
done`;

/** Runs the build specification of the template with fake programs. CodeBuild runs `post_build` even after a failed `build`. */
export function runBuild(options: BuildRunOptions = {}): BuildRun {
  const { props, variables = {}, failing = '', images = {}, answers = {}, without = [], files = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'image-build-'));
  try {
    const paths = { programs: 'bin', CALLS: 'calls', IMAGES: 'images', ANSWERS: 'answers' } as const;
    const at = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, join(folder, path)]));
    for (const made of Object.values(at)) mkdirSync(made);
    for (const name of ['docker', 'aws', 'earthly', 'curl'].filter((each) => !without.includes(each))) {
      writeFileSync(join(at.programs ?? '', name), program);
      chmodSync(join(at.programs ?? '', name), 0o755);
    }
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    for (const [tag, manifest] of Object.entries(images)) {
      for (const name of [`${uri}:${tag}`, `${uri}@${digestOf(manifest)}`]) {
        writeFileSync(join(at.IMAGES ?? '', hash(name)), manifest);
      }
    }
    for (const [name, answer] of Object.entries(answers)) writeFileSync(join(at.ANSWERS ?? '', name), answer);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const stack = newStack();
    const project = projectWith(props, stack);
    const { phases, env: declared } = parse(buildspecOf(mappingsOf(stack), project)) as Buildspec;
    const PATH = [at.programs, '/usr/bin', '/bin'].join(delimiter);
    const ofProject = { ...variablesOf(project), ...codeBuildVariables, ...variables };
    const env = { PATH, ...ofProject, ...at, FAILING: failing, STATE: join(folder, 'state') };
    const run = (script: string, args: string[]) =>
      spawnSync('/bin/bash', ['--norc', '-c', script, 'bash', ...args], { cwd: folder, encoding: 'utf8', env });
    let log = '';
    const ran = (phase: string) => {
      const { status, stdout, stderr } = run(runner, phases[phase]?.commands ?? []);
      log += stdout + stderr;
      return status === 0;
    };
    const succeeded = ran('pre_build') && [ran('build'), ran('post_build')].every(Boolean);
    const names = declared['exported-variables'];
    const shown = run('source "$STATE"; for name in "$@"; do printf "%s\\0" "${!name-}"; done', names);
    const values = shown.stdout.split('\0');
    return {
      succeeded,
      calls: recorded(at.CALLS ?? ''),
      exported: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
      pwned: existsSync(join(folder, 'pwned')),
      log,
      definitions: textsOf(folder, ['imagedefinitions.json', 'imageDetail.json']),
      cached: textsIn(join(folder, 'cache')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The calls in the order of their start. Both ends of a pipe start at the same time, so each has its own file. */
function recorded(folder: string): string[][] {
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8').split('\0').slice(0, -1));
}

function textsIn(folder: string): Record<string, string> {
  return textsOf(folder, existsSync(folder) ? readdirSync(folder) : []);
}

function textsOf(folder: string, files: readonly string[]): Record<string, string> {
  const names = files.filter((name) => existsSync(join(folder, name)));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
