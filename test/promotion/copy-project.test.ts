import { renderCopyBuildspec } from '../../lib/promotion/copy-project';
import { shellCheck } from '../shell-check';

const { version, env, phases } = renderCopyBuildspec() as {
  version: string;
  env: object;
  phases: Record<string, { commands: string[] }>;
};
const commands = Object.values(phases).flatMap((phase) => phase.commands);

test('nothing runs after the copy, since CodeBuild runs post_build after a failed build too', () => {
  expect(version).toBe('0.2');
  expect(env).toEqual({ shell: 'bash' });
  expect(Object.keys(phases)).toEqual(['install', 'build']);
});

test('every command stops at the first failure, in a pipe too, and at an unset variable', () => {
  expect(commands).toHaveLength(2);
  expect(commands.filter((command) => !command.startsWith('set -euo pipefail\n'))).toEqual([]);
});

test('no value is in the text itself: the same text serves every promotion', () => {
  expect(commands.join('\n')).not.toMatch(/amazonaws|\d{12}|incoming|approved\//);
});

test('the tool that copies has a fixed version', () => {
  expect(commands[0]).toContain('go install github.com/regclient/regclient/cmd/regctl@v0.11.7\n');
});

test('no password is an argument of a program', () => {
  expect(commands[1]).toContain(
    'get-login-password --region "$1" | regctl registry login "$2" --user AWS --pass-stdin',
  );
});

test('ShellCheck finds nothing, down to matters of style', () => {
  for (const command of commands) expect(shellCheck(`#!/usr/bin/env bash\n${command}\n`)).toEqual([]);
  expect(shellCheck('echo $unquoted')).not.toEqual([]);
});
