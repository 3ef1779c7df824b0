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

const programs: Record<string, string> = {
  aws: `${note}[[ "$1 $2" == 'ecr get-login-password' ]] && echo "password of $4"`,
  go: `${note}mkdir -p "$GOBIN" && cp "$FAKE_REGCTL" "$GOBIN/regctl"`,
  regctl: `${note}[[ "$1 $2" != 'registry login' ]] || [[ "$(cat)" == 'password of '* ]] || exit 1
exec "$NODE" "$FAKE_REGISTRY" "$@"`,
};

/** \`regctl\`, as far as the script uses it, over registries in a JSON file. */
const fakeRegistry = `
const { readFileSync, writeFileSync } = require('node:fs');
const file = process.env.REGISTRIES;
const registries = JSON.parse(readFileSync(file, 'utf8'));
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
const open = (uri) => {
  const [, name, separator, id] = /^(.*?)([@:])((?:sha256:)?[^/:]+)$/.exec(uri);
  const repository = (registries[name] ??= { tags: {}, manifests: {} });
  const digest = separator === '@' ? id : repository.tags[id];
  return { repository, digest: repository.manifests[digest] && digest, tag: separator === ':' ? id : undefined, id };
};
const found = (uri) => {
  const one = open(uri);
  if (one.digest === undefined) fail('failed to request ' + uri + ': request failed: not found [http 404]: ');
  return one;
};
const [noun, verb, ...rest] = process.argv.slice(2);
const uris = rest.filter((one, index) => !one.startsWith('-') && rest[index - 1] !== '--format');
if (noun === 'manifest' && verb === 'head') console.log(found(uris[0]).digest);
if (noun === 'manifest' && verb === 'get') {
  const { repository, digest } = found(uris[0]);
  const { layers = [], parts } = repository.manifests[digest];
  const format = rest[rest.indexOf('--format') + 1];
  if (parts) console.log(format.includes('image.index') ? 'image.index' : parts.join('\\n'));
  else if (format.includes('GetLayers')) console.log(layers.join('\\n'));
}
if (noun === 'artifact' && verb === 'list') {
  const { repository, digest } = open(uris[0]);
  const all = Object.entries(repository.manifests).filter(([, { subject }]) => subject === digest);
  console.log(all.map(([one]) => one).join('\\n'));
}
if (noun === 'image' && verb === 'copy') {
  const from = found(uris[0]);
  const to = open(uris[1]);
  if (to.tag !== undefined && to.digest !== undefined && to.digest !== from.digest) fail('tag is immutable [http 400]');
  const put = (digest) => {
    const manifest = from.repository.manifests[digest];
    (manifest.parts ?? []).forEach(put);
    to.repository.manifests[digest] ??= manifest;
  };
  put(from.digest);
  if (to.tag !== undefined) to.repository.tags[to.tag] = process.env.WRONG_DIGEST ?? from.digest;
  writeFileSync(file, JSON.stringify(registries));
}
`;

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
    writeFileSync(inFolder('registry.js'), fakeRegistry);
    writeFileSync(inFolder('registries.json'), JSON.stringify(registries));
    const env = {
      PATH: [inFolder('bin'), '/usr/bin', '/bin'].join(':'),
      HOME: inFolder('home'),
      TMPDIR: inFolder('tmp'),
      NODE: process.execPath,
      CALLS: inFolder('calls'),
      FAKE_REGISTRY: inFolder('registry.js'),
      FAKE_REGCTL: inFolder('regctl'),
      REGISTRIES: inFolder('registries.json'),
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
      registries: JSON.parse(readFileSync(inFolder('registries.json'), 'utf8')) as Registries,
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
