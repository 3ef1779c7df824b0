import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../lib/naming/scripts';
import { joinedScripts } from '../../lib/private/text/shell-script';

const folder = mkdtempSync(join(tmpdir(), 'digest-of-tag-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the function with a registry that gives this answer. */
function digestWhere(answer: string): { status: number | null; stdout: string; stderr: string } {
  writeFileSync(join(folder, 'docker'), `#!/bin/bash\n${answer}\n`, { mode: 0o755 });
  const script = `set -euo pipefail\n${joinedScripts(digestOf)}\ndigest="$(digest_of 'a tag')"\nprintf '%s' "$digest"`;
  const env = { PATH: `${folder}:/usr/bin:/bin`, REPOSITORY_URI: 'registry/app', TMPDIR: folder };
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-c', script], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

test('an existing tag gives the digest of its manifest', () => {
  const manifest = '{"manifests": []}';
  const digest = createHash('sha256').update(manifest).digest('hex');
  const asked = '[[ "$*" == "buildx imagetools inspect --raw registry/app:a tag" ]] || exit 9';
  expect(digestWhere(`${asked}; printf '%s' '${manifest}'`)).toEqual({
    status: 0,
    stdout: `sha256:${digest}`,
    stderr: '',
  });
});

test('a free tag gives an empty text', () => {
  expect(digestWhere('echo "ERROR: registry/app:a tag: not found" >&2; exit 1')).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
});

test.each([
  '403 Forbidden',
  'dial tcp: lookup registry: no such host',
  'not found: the name',
  'helper not found in $PATH',
])('any other answer fails, and is shown: %s', (message) => {
  expect(digestWhere(`echo 'ERROR: ${message}' >&2; exit 1`)).toEqual({
    status: 1,
    stdout: '',
    stderr: `ERROR: ${message}\n`,
  });
});
