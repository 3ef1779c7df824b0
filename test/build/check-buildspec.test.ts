import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderCheckBuildspec } from '../../lib/build/check-buildspec';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-check-'));
  // Writes each of its arguments on a separate line, and fails if FAILS is set.
  const docker = '#!/bin/sh\nprintf "%s\\\\n" "$@" >> "$CALLS"\nexit "${FAILS:-0}"\n';
  writeFileSync(join(folder, 'docker'), docker);
  chmodSync(join(folder, 'docker'), 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const variables = {
  IMAGE: 'checked-image',
  IMAGE_PLATFORM: 'linux/amd64',
  DOCKERFILE: 'Dockerfile',
  BUILD_CONTEXT: '.',
};

/** Runs the commands as CodeBuild does: one after the other, and none after one that failed. */
function run(commands: string[], more: Record<string, string> = {}) {
  const { phases } = renderCheckBuildspec(commands, true) as { phases: { build: { commands: string[] } } };
  const calls = join(folder, 'calls');
  const env = { ...variables, CALLS: calls, PATH: `${folder}:/usr/bin:/bin`, ...more };
  const succeeded = phases.build.commands.every(
    (command) => spawnSync('bash', ['-c', command], { cwd: folder, env }).status === 0,
  );
  return { succeeded, docker: existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').slice(0, -1) : [] };
}

const build = (file: string, context: string) => [
  ...['build', '--platform', 'linux/amd64', '--file', file, '--tag', 'checked-image'],
  context,
];

test('builds the image, then runs the commands', () => {
  const { succeeded, docker } = run(['docker run --rm "$IMAGE"']);
  expect(succeeded).toBe(true);
  expect(docker).toEqual([...build('Dockerfile', './.'), 'run', '--rm', 'checked-image']);
});

test.each([
  ['a; touch pwned', '$(touch pwned)'],
  ['`touch pwned`', "' touch pwned '"],
  ['--privileged', '--push'],
  ['a b', 'github.com/evil/app'],
])('B15: uses %j and %j unchanged', (file, context) => {
  const { docker } = run(['true'], { DOCKERFILE: file, BUILD_CONTEXT: context });
  expect(docker).toEqual(build(file, `./${context}`));
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('an image that does not build fails the check, and nothing runs after it', () => {
  expect(run(['touch ran'], { FAILS: '1' }).succeeded).toBe(false);
  expect(existsSync(join(folder, 'ran'))).toBe(false);
});

test('without Docker there are the commands alone', () => {
  expect(renderCheckBuildspec(['make'], false)).toEqual({
    version: '0.2',
    env: { shell: 'bash' },
    phases: { build: { commands: ['make'] } },
  });
});
