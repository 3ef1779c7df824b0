import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellScript } from '../../lib/private/text/shell-script';

const history = shellScript(`${__dirname}/../../lib/build/buildspec`, 'history.sh');
const mayReplace = shellScript(`${__dirname}/../../lib/naming`, 'follow-branch.sh');

let folder: string;
let origin: string;
let checkout: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  origin = join(folder, 'origin');
  checkout = join(folder, 'checkout');
  git(folder, 'init', '--quiet', '--initial-branch', 'main', origin);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(at: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: at, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function commit(message: string, parent?: string): string {
  const parents = parent === undefined ? [] : ['-p', parent];
  return git(origin, 'commit-tree', ...parents, '-m', message, git(origin, 'write-tree'));
}

function push(branch: string, head: string): void {
  git(origin, 'update-ref', `refs/heads/${branch}`, head);
}

/** Clones one branch from a host that gives only the heads of its branches by their ids, as it does in the oldest protocol. */
function cloneMain(...options: string[]): void {
  git(folder, 'clone', '--quiet', '--single-branch', ...options, `file://${origin}`, checkout);
  git(checkout, 'config', 'protocol.version', '0');
}

function bash(command: string): string {
  const env = { PATH: process.env.PATH, HOME: folder, CODEBUILD_SRC_DIR: checkout, IMAGE_BRANCH: 'main' };
  const script = `set -euo pipefail\n${history}\n${mayReplace}\n${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.trim();
}

const compare = (older: string, newer: string): string =>
  bash(`IMAGE_REVISION=${newer}; read_history; compare_commits ${older} ${newer}`);
const replace = (older: string, newer: string): string =>
  bash(
    `IMAGE_REVISION=${newer}; read_history; if may_replace ${older} ${newer}; then echo moves; else echo "$REASON"; fi`,
  );

test.each([[[]], [['--depth', '1']]])(
  'a commit of another branch is read with the branches, in a clone with %j',
  (options) => {
    const base = commit('base');
    const head = commit('head', base);
    const feature = commit('feature', base);
    const later = commit('later', head);
    push('main', head);
    push('feature', feature);
    push('later', later);
    cloneMain(...options);
    expect(compare(head, head)).toBe('identical');
    expect(compare(feature, head)).toBe('diverged');
    expect(compare(head, later)).toBe('ahead');
    expect(compare(later, head)).toBe('behind');
  },
);

test('a host refuses a commit by its id, and the branches that were fetched show that it descends', () => {
  const base = commit('base');
  const inner = commit('inner', base);
  push('main', base);
  push('feature', commit('feature', inner));
  cloneMain();
  expect(() => git(checkout, 'fetch', 'origin', inner)).toThrow(
    'Server does not allow request for unadvertised object',
  );
  expect(compare(base, inner)).toBe('ahead');
  expect(compare(inner, base)).toBe('behind');
});

test('a commit that is on no branch after a forced push gives way to the branch', () => {
  const base = commit('base');
  const lost = commit('lost', base);
  const forced = commit('forced', base);
  push('main', forced);
  cloneMain();
  expect(() => git(checkout, 'fetch', 'origin', lost)).toThrow('Server does not allow request for unadvertised object');
  expect(compare(lost, forced)).toBe('unrelated');
  expect(replace(lost, forced)).toBe('moves');
});

test('a host that gives neither the commit nor its branches leaves the tag, and the reason is that', () => {
  const base = commit('base');
  const feature = commit('feature', base);
  push('main', base);
  cloneMain();
  renameSync(origin, join(folder, 'gone'));
  expect(compare(feature, base)).toBe('');
  expect(replace(feature, base)).toBe(`the history to compare ${base} with its commit ${feature} could not be read`);
});

test('the branches are fetched again after a/b took the place of a', () => {
  const base = commit('base');
  push('main', base);
  push('a', commit('first', base));
  cloneMain();
  const missing = commit('nowhere', base);
  expect(compare(missing, base)).toBe('unrelated');
  git(origin, 'update-ref', '-d', 'refs/heads/a');
  const inner = commit('inner', base);
  push('a/b', commit('outer', inner));
  expect(compare(base, inner)).toBe('ahead');
});
