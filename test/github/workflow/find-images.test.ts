import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findImages } from '../../../lib/github/workflow/scripts';

const folder = mkdtempSync(join(tmpdir(), 'find-images-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();

/** Commits a change of these files, and returns the commit. */
let changes = 0;
function commit(...files: string[]): string {
  changes += 1;
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), String(changes));
  }
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'x');
  return git('rev-parse', 'HEAD');
}

git('init', '--quiet', '--initial-branch', 'main');
const first = commit('web/Dockerfile', 'api/Dockerfile', 'libraries/auth/a', 'lock', 'tools/x', 'web-old/a', '[a]/b');

/** Three images: one of a folder, one with a prefix and another path, and one of the whole source. */
const images = {
  IMAGE_NAME_00: 'web',
  IMAGE_PATHS_00: 'web/\n[a]\nlock\n',
  IMAGE_NAME_01: 'api',
  IMAGE_PATHS_01: 'api/\nlibraries/auth\nlock\n',
  IMAGE_TAG_PREFIX_01: 'api-',
  IMAGE_NAME_02: 'tool',
  IMAGE_TAG_PREFIX_02: 'api-tool-',
};

/** The images that a run builds. */
function found(after: string, env: Record<string, string>): unknown {
  const output = join(folder, '.git', 'output');
  writeFileSync(output, '');
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', findImages.text], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, GITHUB_OUTPUT: output, GITHUB_SHA: after, ...images, ...env },
  });
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(readFileSync(output, 'utf8').replace(/^images=/, '')) as unknown;
}
const ofBranch = (before: string, after: string) => found(after, { GITHUB_REF_TYPE: 'branch', PUSHED_FROM: before });
const ofTag = (name: string) =>
  found(first, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: name, PUSHED_FROM: '0'.repeat(40) });

test.each([
  ['web/src/a', ['web', 'tool']],
  ['api/Dockerfile', ['api', 'tool']],
  ['libraries/auth/a', ['api', 'tool']],
  ['lock', ['web', 'api', 'tool']],
  ['web-old/a', ['tool']],
  ['[a]/b', ['web', 'tool']],
  ['a/b', ['tool']],
])('a push that changes %s builds %j', (file, expected) => {
  git('checkout', '--quiet', '--detach', first);
  expect(ofBranch(first, commit(file))).toEqual(expected);
});

test('a push of several commits builds the images of each of them', () => {
  git('checkout', '--quiet', '--detach', first);
  commit('web/a');
  expect(ofBranch(first, commit('libraries/auth/b'))).toEqual(['web', 'api', 'tool']);
});

test('a file that moves builds the image that it leaves and the one that it joins', () => {
  git('checkout', '--quiet', '--detach', first);
  git('mv', 'web/Dockerfile', 'api/moved');
  expect(ofBranch(first, commit())).toEqual(['web', 'api', 'tool']);
});

test('a deleted file builds its image', () => {
  git('checkout', '--quiet', '--detach', first);
  git('rm', '--quiet', '-r', 'api');
  expect(ofBranch(first, commit())).toEqual(['api', 'tool']);
});

test('a merge builds the images that it changes on the branch', () => {
  git('checkout', '--quiet', '--detach', first);
  const side = commit('api/b');
  git('checkout', '--quiet', '--detach', first);
  const before = commit('web/b');
  git('merge', '--quiet', '--no-edit', side);
  expect(ofBranch(before, git('rev-parse', 'HEAD'))).toEqual(['api', 'tool']);
});

test('a new branch, a forced push, an unknown commit and a run by hand build all images', () => {
  git('checkout', '--quiet', '--detach', first);
  const replaced = commit('web/c');
  git('checkout', '--quiet', '--detach', first);
  const forced = commit('api/c');
  for (const before of ['0'.repeat(40), replaced, 'f'.repeat(40), '']) {
    expect(ofBranch(before, forced)).toEqual(['web', 'api', 'tool']);
  }
});

test.each([
  ['v1.2.3', ['web']],
  ['api-v1.2.3', ['api']],
  ['api-tool-v1.2.3', ['tool']],
])('the Git tag %s builds %j', (name, expected) => {
  expect(ofTag(name)).toEqual(expected);
});

test('a Git tag without a prefix builds no image if all of them have one', () => {
  expect(found(first, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1', IMAGE_TAG_PREFIX_00: 'web-' })).toEqual([]);
});
