import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stepsIn } from './workflow-lint';

export const sha = '0123456789abcdef0123456789abcdef01234567';
const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/**
 * What docker and aws are asked is written down, a line for each call with its words in brackets. The registry is a folder:
 * a file for each tag and digest, which holds the manifest.
 */
const program = `#!/bin/bash
set -eu
printf '[%s]' "\${0##*/}" "$@" >> calls
echo >> calls
file() { printf 'registry/%s' "\${1//[:\\/]/_}"; }
case "\${0##*/} $*" in
  'docker buildx imagetools inspect --raw '*)
    if [[ -n "\${REGISTRY_ERROR:-}" ]]; then echo "ERROR: $REGISTRY_ERROR" >&2; exit 1; fi
    if [[ ! -f $(file "$5") ]]; then echo "ERROR: $5: not found" >&2; exit 1; fi
    cat "$(file "$5")" ;;
  'docker buildx imagetools create '*)
    shift 3; names=(); sources=()
    while [[ $# -gt 0 ]]; do
      if [[ $1 == --tag ]]; then names+=("$2"); shift; else sources+=("$1"); fi
      shift
    done
    manifest="{\\"manifests\\":\\"\${sources[*]}\\"}"
    names+=("\${names[0]%:*}@sha256:$(printf '%s' "$manifest" | sha256sum | cut -c -64)")
    for name in "\${names[@]}"; do printf '%s' "$manifest" > "$(file "$name")"; done ;;
esac
`;

interface ShellRun {
  readonly status: number | null;
  readonly outputs: Record<string, string>;
  readonly calls: string[];
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine of GitHub's that runs scripts of a workflow for the repository `image`, and that repository. */
export interface WorkflowMachine {
  readonly image: string;
  readonly run: (script: string, env: Record<string, string>) => ShellRun;
  /** Gives a tag to an image, and tells the image's digest. */
  readonly push: (tag: string, manifest: string) => string;
  /** The manifest of an index that was made from these. */
  readonly manifestOf: (sources: string) => string;
  /** Deletes all images. */
  readonly empty: () => void;
  readonly discard: () => void;
}

export function newMachine(): WorkflowMachine {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-scripts-'));
  const image = `${registry}/app`;
  const images = join(folder, 'registry');
  const empty = () => {
    rmSync(images, { recursive: true, force: true });
    mkdirSync(images);
  };
  empty();
  for (const name of ['docker', 'aws']) writeFileSync(join(folder, name), program, { mode: 0o755 });
  return {
    image,
    empty,
    push: (tag, manifest) => {
      const digest = digestOf(manifest);
      for (const name of [`${image}:${tag}`, `${image}@${digest}`]) {
        writeFileSync(join(images, name.replace(/[:/]/g, '_')), manifest);
      }
      return digest;
    },
    manifestOf: (sources) => `{"manifests":"${sources}"}`,
    discard: () => {
      rmSync(folder, { recursive: true, force: true });
    },
    run: (script, env) => {
      for (const name of ['output', 'summary', 'calls']) writeFileSync(join(folder, name), '');
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: `${folder}:/usr/bin:/bin`,
          GITHUB_OUTPUT: join(folder, 'output'),
          GITHUB_STEP_SUMMARY: join(folder, 'summary'),
          GITHUB_SHA: sha,
          REPOSITORY_URI: image,
          ...env,
        },
      });
      const read = (name: string) =>
        readFileSync(join(folder, name), 'utf8')
          .split('\n')
          .filter((line) => line !== '');
      const outputs = read('output').map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]);
      return { status, outputs: Object.fromEntries(outputs), calls: read('calls'), stdout, stderr };
    },
  };
}

export function digestOf(manifest: string): string {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
}

/** The variables of a step that are known in the file. */
export function variablesOf(text: string, id: string): Record<string, string> {
  const env = stepsIn(text)
    .filter((step) => step.id === id)
    .at(-1)?.env as Record<string, string> | undefined;
  return Object.fromEntries(Object.entries(env ?? {}).filter(([, value]) => !value.includes('${{')));
}

/** The script of the step with an id, of the last job that has one. */
export function scriptOf(text: string, id: string): string {
  return String(
    stepsIn(text)
      .filter((step) => step.id === id)
      .at(-1)?.run,
  );
}
