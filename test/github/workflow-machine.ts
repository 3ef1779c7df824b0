import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Properties } from '../synthesis';
import { jobsIn, stepsIn } from './workflow-lint';

export const sha = '0123456789abcdef0123456789abcdef01234567';
const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/**
 * A replacement for docker, aws and curl. It records each call as a line with the words in brackets. The registry is a folder with
 * a file for each tag and digest, which contains the manifest. For GitHub's API, the run is for the newest commit.
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
  'docker buildx imagetools create --dry-run --annotation '*)
    shift 6; printf '{"manifests":"%s"}\\n' "$*" ;;
  'docker buildx imagetools inspect --format '*Provenance*) echo null ;;
  'docker buildx imagetools inspect --format '*) exit 1 ;;
  'aws ecr list-images '*)
    for one in registry/*_app_*; do
      if [[ -f "$one" ]]; then printf '%s\\t%s\\n' "\${one##*_}" "sha256:$(sha256sum <"$one" | cut -c 1-64)"; fi
    done ;;
  'date '*) echo 20261130 ;;
  'aws ecr put-image '*)
    while [[ $# -gt 0 ]]; do
      case "$1" in --image-tag) tag="$2" ;; --image-digest) digest="$2" ;; --image-manifest) manifest="$2" ;; esac
      shift
    done
    printf '%s' "$manifest" > "$(file "$REPOSITORY_URI@$digest")"
    if [[ -n "\${tag:-}" ]]; then printf '%s' "$manifest" > "$(file "$REPOSITORY_URI:$tag")"; fi ;;
  curl*/compare/*) printf '{"status":"ahead"}\\n200' ;;
  curl*/commits*) printf '[{"sha":"%s"}]\\n200' "$GITHUB_SHA" ;;
esac
`;

/** The call that asks whether the repository exists, with the first tag of the image. */
export function askForRepository(tag: string): string {
  return (
    '[aws][ecr][batch-get-image][--region][eu-west-1][--registry-id][123456789012][--repository-name][app]' +
    `[--image-ids][imageTag=${tag}][--query][failures[].failureCode][--output][text]`
  );
}

interface ShellRun {
  readonly status: number | null;
  readonly outputs: Record<string, string>;
  readonly calls: string[];
  readonly stdout: string;
  readonly stderr: string;
}

/** A GitHub runner for the scripts of a workflow, and its repository `image`. */
export interface WorkflowMachine {
  readonly image: string;
  readonly run: (script: string, env: Record<string, string>) => ShellRun;
  /** Stores the manifest of an image of any registry under its name. */
  readonly store: (name: string, manifest: string) => void;
  /** Adds a tag to an image and returns the digest of the image. */
  readonly push: (tag: string, manifest: string) => string;
  /** The manifest of the index of these images. */
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
  const store = (name: string, manifest: string) => {
    writeFileSync(join(images, name.replace(/[:/]/g, '_')), manifest);
  };
  for (const name of ['docker', 'aws', 'curl', 'date']) writeFileSync(join(folder, name), program, { mode: 0o755 });
  return {
    image,
    empty,
    store,
    push: (tag, manifest) => {
      const digest = digestOf(manifest);
      for (const name of [`${image}:${tag}`, `${image}@${digest}`]) store(name, manifest);
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
          RUNNER_TEMP: folder,
          GITHUB_SHA: sha,
          GITHUB_TOKEN: 'token',
          GITHUB_API_URL: 'https://api.github.com',
          GITHUB_REPOSITORY: 'acme/app',
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

/** The variables of a step with a literal value in the file. */
export function variablesOf(text: string, id: string): Record<string, string> {
  const env = stepsIn(text)
    .filter((step) => step.id === id)
    .at(-1)?.env as Properties | undefined;
  const texts = Object.entries(env ?? {}).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(texts.filter(([, value]) => !value.includes('${{')));
}

/** The script of the last step with that id, after the one of its job that defines its functions. */
export function scriptOf(text: string, id: string): string {
  const jobs = Object.values(jobsIn(text)).map(({ steps }) => steps as Properties[]);
  const steps = jobs.filter((all) => all.some((step) => step.id === id)).at(-1) ?? [];
  const scripts = steps.filter((step) => step.id === id || String(step.run).startsWith('cat >'));
  return scripts.map(({ run }) => String(run)).join('\n');
}
