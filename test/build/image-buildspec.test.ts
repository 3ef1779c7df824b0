import { spawnSync } from 'node:child_process';
import { renderImageBuildspec } from '../../lib/build/image-buildspec';
import { synthesizedBuildspec } from './build-run';

const commandsOf = () => Object.values(synthesizedBuildspec().phases).flatMap(({ commands }) => commands);

test('the template holds what is rendered', () => {
  expect(synthesizedBuildspec()).toEqual(renderImageBuildspec({ builder: 'buildx' }));
});

test('nothing runs after the build, since CodeBuild runs post_build after a failed build too', () => {
  const { version, phases } = synthesizedBuildspec();
  expect(version).toBe('0.2');
  expect(Object.keys(phases)).toEqual(['pre_build', 'build']);
});

test('later stages learn tag, address and digest', () => {
  const { env } = synthesizedBuildspec();
  expect(env).toEqual({ shell: 'bash', 'exported-variables': ['IMAGE_TAG', 'IMAGE_URI', 'IMAGE_DIGEST'] });
});

test('every command is Bash', () => {
  for (const command of commandsOf()) {
    const { status, stderr } = spawnSync('/bin/bash', ['-n'], { input: command, encoding: 'utf8' });
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
  }
});

test('every command stops at the first failure, in a pipe too, and at an unset variable', () => {
  expect(commandsOf().filter((command) => !command.startsWith('set -euo pipefail\n'))).toEqual([]);
});

test('no value is in the text itself: the same text serves every project', () => {
  expect(JSON.stringify(synthesizedBuildspec())).not.toMatch(/amazonaws|\d{12}|jwt-pizza|linux\/|Dockerfile/);
});
