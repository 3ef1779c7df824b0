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
import { join } from 'node:path';
import { renderCopyBuildspec } from '../../lib/promotion/copy-project';

/** `sha256:` and 64 times the same digit. */
export const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;
export const image = digestOf('a');
export const registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
export const source = `${registry}/incoming/alice`;
export const target = `${registry}/nextflow-approved/alice`;
export const variables = {
  SOURCE_REGISTRY: registry,
  SOURCE_REGION: 'us-east-1',
  TARGET_REGISTRY: registry,
  TARGET_REGION: 'us-east-1',
  SOURCE_REPOSITORY: 'incoming/alice',
  TARGET_REPOSITORY: 'nextflow-approved/alice',
  IMAGE_DIGEST: image,
  IMAGE_TAG: 'v1.0.0',
};

/** The content of registries, by `REGISTRY/REPOSITORY`. */
export type Registries = Readonly<Record<string, Held>>;

interface Held {
  readonly tags: Record<string, string>;
  /** By digest: an image with its layers' media types, or an index with its parts. */
  readonly manifests: Record<string, { layers?: readonly string[]; parts?: readonly string[]; subject?: string }>;
}

export interface CopyRun {
  readonly succeeded: boolean;
  readonly output: string;
  /** The calls of `aws`, `go` and `regctl`, in order. Both ends of a pipe start at once. */
  readonly calls: string[][];
  readonly registries: Registries;
  /** Whether a value was read as a command: all hostile ones try to make this file. */
  readonly pwned: boolean;
  /** The files left in the folder with the passwords. */
  readonly left: string[];
}

/** Records its arguments, and fails for the call that must fail. */
const note = `#!/bin/bash
printf '%s\\0' "\${0##*/}" "$@" > "$CALLS/$EPOCHREALTIME.$$"
[[ -z "$FAILING" || "\${0##*/} $*" != *"$FAILING"* ]] || exit 1
`;

/**
 * `regctl`, as far as the script uses it. It is written in bash, since it starts some hundred times. The registries are lines of a
 * file: `tag|REPOSITORY|TAG|DIGEST`, and `manifest|REPOSITORY|DIGEST|SUBJECT|PARTS|LAYERS|MANIFEST`. What is copied is added at the
 * end, and the last line of a tag counts.
 */
const regctl = `${note}if [[ "$1 $2" == 'registry login' ]]; then
  [[ "$(cat)" == 'password of '* ]]
  exit
fi
fail() { echo "$1" >&2; exit 1; }
declare -A tags manifests
while IFS='|' read -r kind repository id rest; do
  if [[ "$kind" == tag ]]; then tags["$repository:$id"]="$rest"; else manifests["$repository@$id"]="$rest"; fi
done <"$REGISTRIES"
# Sets repository, tag and digest of an image. The digest is empty if the registry does not have the image.
open() {
  if [[ "$1" == *@* ]]; then repository="\${1%%@*}" tag='' digest="\${1#*@}"
  else repository="\${1%:*}" tag="\${1##*:}" digest="\${tags["$1"]:-}"; fi
  [[ -n "$digest" && -v manifests["$repository@$digest"] ]] || digest=''
}
found() {
  open "$1"
  [[ -n "$digest" ]] || fail "failed to request $1: request failed: not found [http 404]: "
  IFS='|' read -r subject parts layers manifest <<<"\${manifests["$repository@$digest"]}"
}
put() {
  local line="\${manifests["$from@$1"]}" parts part
  IFS='|' read -r _ parts _ <<<"$line"
  for part in $parts; do put "$part"; done
  [[ -v manifests["$to@$1"] ]] || echo "manifest|$to|$1|$line" >>"$REGISTRIES"
}
case "$1 $2" in
  'manifest head') found "\${!#}" && echo "$digest" ;;
  'manifest get')
    found "$3"
    if [[ -n "$parts" ]]; then
      if [[ "$*" == *image.index* ]]; then echo image.index; else printf '%s\\n' $parts; fi
    elif [[ "$*" == *GetLayers* ]]; then printf '%s\\n' $layers; fi ;;
  'artifact list')
    open "$3"
    while IFS='|' read -r kind in id subject _; do
      if [[ "$kind $in" == "manifest $repository" && -n "$digest" && "$subject" == "$digest" ]]; then echo "$id"; fi
    done <"$REGISTRIES" ;;
  'image copy')
    found "$3" && from="$repository" copied="$digest"
    open "$4" && to="$repository"
    [[ -z "$tag" || -z "$digest" || "$digest" == "$copied" ]] || fail 'tag is immutable [http 400]'
    put "$copied"
    [[ -z "$tag" ]] || echo "tag|$to|$tag|\${WRONG_DIGEST:-$copied}" >>"$REGISTRIES" ;;
esac
`;

const programs: Record<string, string> = {
  aws: `${note}[[ "$1 $2" == 'ecr get-login-password' ]] && echo "password of $4"`,
  go: `${note}mkdir -p "$GOBIN" && cp "$FAKE_REGCTL" "$GOBIN/regctl"`,
  regctl,
};

/** The lines that the fake `regctl` reads. */
function asLines(registries: Registries): string {
  const lines = Object.entries(registries).flatMap(([name, { tags, manifests }]) => [
    ...Object.entries(tags).map(([tag, digest]) => ['tag', name, tag, digest]),
    ...Object.entries(manifests).map(([digest, manifest]) => {
      const { subject = '', parts = [], layers = [] } = manifest;
      return ['manifest', name, digest, subject, parts.join(' '), layers.join(' '), JSON.stringify(manifest)];
    }),
  ]);
  return lines.map((line) => `${line.join('|')}\n`).join('');
}

/** The registries by these lines. */
function fromLines(text: string): Registries {
  const registries: Record<string, Held> = {};
  for (const line of text.split('\n').slice(0, -1)) {
    const [kind, name = '', id = '', value = '', , , manifest = ''] = line.split('|');
    const held = (registries[name] ??= { tags: {}, manifests: {} });
    if (kind === 'tag') held.tags[id] = value;
    else held.manifests[id] = JSON.parse(manifest) as Held['manifests'][string];
  }
  return registries;
}

/** The content of the source by default: one image with one tag. */
export const onlyImage: Registries = {
  [source]: {
    tags: { 'v1.0.0': image },
    manifests: { [image]: { layers: ['application/vnd.oci.image.layer.v1.tar'] } },
  },
};

interface CopyRunOptions {
  readonly registries?: Registries;
  readonly changed?: Record<string, string>;
  /** A part of the call that fails, such as \`regctl image copy\`. */
  readonly failing?: string;
  /** The tools in the build image. */
  readonly tools?: readonly string[];
}

/** Runs the build specification with fake programs, as CodeBuild does: no command after one that failed. */
export function runCopy(options: CopyRunOptions = {}): CopyRun {
  const { registries = onlyImage, changed = {}, failing = '', tools = ['aws', 'regctl'] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'image-promotion-'));
  try {
    const inFolder = (name: string) => join(folder, name);
    for (const made of ['bin', 'calls', 'home', 'tmp', 'work']) mkdirSync(inFolder(made));
    for (const [name, text] of Object.entries(programs)) {
      const path = tools.includes(name) ? join(folder, 'bin', name) : inFolder(name);
      writeFileSync(path, text);
      chmodSync(path, 0o755);
    }
    writeFileSync(inFolder('registries'), asLines(registries));
    const env = {
      PATH: [inFolder('bin'), '/usr/bin', '/bin'].join(':'),
      HOME: inFolder('home'),
      TMPDIR: inFolder('tmp'),
      CALLS: inFolder('calls'),
      FAKE_REGCTL: inFolder('regctl'),
      REGISTRIES: inFolder('registries'),
      FAILING: failing,
      ...variables,
      ...changed,
    };
    const { phases } = renderCopyBuildspec() as { phases: Record<string, { commands: string[] }> };
    const script = Object.values(phases).flatMap(({ commands }) => commands);
    const { status, stdout, stderr } = spawnSync('/bin/bash', ['-c', script.join('\n')], {
      cwd: inFolder('work'),
      encoding: 'utf8',
      env,
    });
    return {
      succeeded: status === 0,
      output: `${stdout}${stderr}`,
      calls: recorded(inFolder('calls')),
      registries: fromLines(readFileSync(inFolder('registries'), 'utf8')),
      pwned: ['work', 'home', 'tmp'].some((place) => existsSync(join(folder, place, 'pwned'))),
      left: readdirSync(inFolder('tmp')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls in the order in which they began. */
function recorded(folder: string): string[][] {
  const files = readdirSync(folder).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8').split('\0').slice(0, -1));
}
