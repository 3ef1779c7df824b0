import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuildRelease } from '../../lib/build/buildspec/commands';
import { followVersions } from '../../lib/naming/scripts';

const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Docker and AWS, whose registry is a folder: `tags` has a digest for each tag, `images` a manifest for each name. */
const program = `#!/bin/bash
case "\${0##*/} $*" in
  'docker buildx imagetools inspect --raw '*)
    if [[ ! -e "$WORLD/images/\${5//[\\/:@]/_}" ]]; then echo "ERROR: $5: not found" >&2; exit 1; fi
    cat "$WORLD/images/\${5//[\\/:@]/_}" ;;
  'docker buildx imagetools inspect --format '*Provenance*) cat "$WORLD/provenance" ;;
  'aws ecr list-images '*) for tag in "$WORLD"/tags/*; do printf '%s\\t%s\\n' "\${tag##*/}" "$(cat "$tag")"; done ;;
  'date '*) echo 20261130 ;;
esac
`;

const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
const git = (...args: string[]) =>
  execFileSync(
    'git',
    ['-C', join(folder, 'checkout'), '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args],
    {
      encoding: 'utf8',
    },
  ).trim();
let released = '';

beforeAll(() => {
  for (const name of ['bin', 'tags', 'images', 'checkout']) mkdirSync(join(folder, name));
  for (const name of ['docker', 'aws', 'date']) writeFileSync(join(folder, 'bin', name), program, { mode: 0o755 });
  git('init', '--quiet', '--initial-branch', 'main');
  git('commit', '--quiet', '--allow-empty', '-m', 'release');
  released = git('rev-parse', 'HEAD');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const material = (uriOf: string, text: string) => ({
  uri: `pkg:docker/${uriOf}`,
  digest: { sha256: digestOf(text).slice(7) },
});

interface World {
  readonly tags?: readonly string[];
  /** The content of the base image now. It was `old`. */
  readonly base?: string;
  readonly materials?: readonly object[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

function run({ tags = ['1.2.3', '1.10.0-rc.1', '1.2.10'], base = 'old', materials, annotations, variables }: World) {
  for (const name of ['tags', 'images']) rmSync(join(folder, name), { recursive: true });
  for (const name of ['tags', 'images']) mkdirSync(join(folder, name));
  git('checkout', '--quiet', 'main');
  git('commit', '--quiet', '--allow-empty', '-m', 'unreleased');
  const at = (name: string) => join(folder, 'images', name.replace(/[/:@]/g, '_'));
  for (const tag of tags) {
    const manifest = JSON.stringify({
      tag,
      annotations: { 'org.opencontainers.image.revision': released, ...annotations },
    });
    writeFileSync(at(`${uri}@${digestOf(manifest)}`), manifest);
    writeFileSync(join(folder, 'tags', tag), digestOf(manifest));
  }
  writeFileSync(at('docker.io/library/node:22'), base);
  writeFileSync(at('node:22'), base);
  const known = materials ?? [material('node@22?platform=linux%2Famd64', 'old')];
  writeFileSync(
    join(folder, 'provenance'),
    JSON.stringify({ SLSA: { buildDefinition: { resolvedDependencies: known } } }),
  );
  const show =
    'for name in IMAGE_TAGS IMAGE_TAG COMMIT_TAG IMAGE_DIGEST REBUILD_SKIPPED NO_CACHE ALWAYS_PULL; do echo "$name=${!name-}"; done';
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${rebuildRelease}\n${show}`], {
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      WORLD: folder,
      REPOSITORY_URI: uri,
      CODEBUILD_SRC_DIR: join(folder, 'checkout'),
      TAG_RULE_00: 'commit',
      TAG_RULE_01: 'semantic-version:minor,latest',
      IMAGE_BRANCH: '',
      IMAGE_REVISION: git('rev-parse', 'HEAD'),
      IMAGE_DIGEST: '',
      SBOM: 'generator=mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
      REBUILDS: 'true',
      REBUILD: 'true',
      ...variables,
    },
  });
  return { status, stdout, stderr, head: git('rev-parse', 'HEAD') };
}

const skipped = (reason: string) => expect.stringContaining(`${reason}\nIMAGE_TAGS=\nIMAGE_TAG=`) as string;

test('a release whose base image is newer is built again from its commit, without a cache', () => {
  const { status, stdout, stderr, head } = run({ base: 'new' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.split('\n')).toEqual([
    `The base image node:22 was ${digestOf('old')} and is ${digestOf('new')} now`,
    `The release 1.2.10 is built again as 1.2.10-20261130, from the commit ${released}`,
    'IMAGE_TAGS=1.2.10-20261130 1.2 latest',
    'IMAGE_TAG=1.2.10-20261130',
    'COMMIT_TAG=',
    'IMAGE_DIGEST=',
    'REBUILD_SKIPPED=',
    'NO_CACHE=true',
    'ALWAYS_PULL=true',
    '',
  ]);
  expect(head).toBe(released);
});

test('a release whose base image has not changed is not built again, and its checkout stays', () => {
  const { status, stdout, head } = run({});
  expect(status).toBe(0);
  expect(stdout).toEqual(skipped('The base images of 1.2.10 have not changed, so nothing is built again'));
  expect(stdout).toContain('REBUILD_SKIPPED=yes');
  expect(head).not.toBe(released);
});

test('the newest rebuild of a release is compared, and a second one on a day is no failure', () => {
  const tags = ['1.2.3', '1.2.3-20261101', '1.2.3-20261130'];
  expect(run({ tags }).stdout).toEqual(
    skipped('The base images of 1.2.3-20261130 have not changed, so nothing is built again'),
  );
  const again = run({ tags, base: 'new' });
  expect(again.status).toBe(0);
  expect(again.stdout).toEqual(
    skipped('The release 1.2.3 was built again today already. The next schedule builds it again'),
  );
});

test('a base image that is named by its digest, a frontend and the scanner start no build', () => {
  const { status, stdout } = run({
    materials: [
      material('node@22?digest=sha256:0&platform=linux%2Famd64', 'other'),
      material('docker/dockerfile@1', 'other'),
      material('mirror.gcr.io/docker/buildkit-syft-scanner@stable-1', 'other'),
    ],
  });
  expect(status).toBe(0);
  expect(stdout).toContain('The base image node:22 is named by its digest, so only a commit changes it\n');
  expect(stdout).toContain('REBUILD_SKIPPED=yes');
});

test('annotations of the base image are enough', () => {
  const name = 'org.opencontainers.image.base.name';
  const digest = 'org.opencontainers.image.base.digest';
  const annotations = { [name]: 'docker.io/library/node:22', [digest]: digestOf('old') };
  expect(run({ annotations, materials: [] }).stdout).toContain('REBUILD_SKIPPED=yes');
  expect(run({ annotations, materials: [], base: 'new' }).stdout).toContain('IMAGE_TAG=1.2.10-20261130\n');
});

test('a repository without a release has nothing to build again', () => {
  expect(run({ tags: ['1.10.0-rc.1'] }).stdout).toEqual(
    skipped('The repository has no release, so nothing is built again'),
  );
});

test('fails when the image records no base image', () => {
  const { status, stderr } = run({ materials: [] });
  expect(status).not.toBe(0);
  expect(stderr).toBe(
    'The image 1.2.10 does not record its base images. Publish a release with provenance, or with the annotations ' +
      'org.opencontainers.image.base.name and org.opencontainers.image.base.digest\n',
  );
});

test('a build that a push started is not changed', () => {
  expect(run({ base: 'new', variables: { REBUILD: '', IMAGE_TAGS: 'x' } }).stdout).toContain('IMAGE_TAGS=x\n');
});

test.each([
  ['true', 'latest 1.2.10-20261130'],
  ['', 'latest 1.2.10'],
])('with REBUILDS=%s the channel is given to %s', (rebuilds, given) => {
  const written = join(folder, 'written');
  writeFileSync(written, '');
  run({ tags: ['1.2.10', '1.2.9-20261130', '1.2.10-20261130', '1.2.10-20261101'] });
  const byDigest = new Map(
    ['1.2.10', '1.2.10-20261130'].map((tag) => [readFileSync(join(folder, 'tags', tag), 'utf8'), tag]),
  );
  const put = `retry() { "$@"; }; note() { :; }; move_tag() { echo "$1 $2" >>"${written}"; echo "$2" >"$WORLD/tags/$1"; }`;
  spawnSync('bash', ['--norc', '-c', `${followVersions.join('\n')}\n${put}\nfollow_versions`], {
    env: {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      WORLD: folder,
      REPOSITORY_URI: uri,
      CHANNEL_TAGS: 'latest',
      REBUILDS: rebuilds,
    },
  });
  const [tag = '', digest = ''] = readFileSync(written, 'utf8').trim().split(' ');
  expect(`${tag} ${byDigest.get(digest) ?? digest}`).toBe(given);
});
