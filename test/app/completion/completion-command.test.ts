import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { shellNames } from '../../../lib/app/completion/shell-names';
import { shellCheck } from '../../shell-check';
import { folderWith, run } from '../command';
import { commandNames } from '../command-names';

const script = run('completion', 'bash').stdout;

/** The words that bash offers after some words, of which the last is not finished. Without an offer, bash itself completes files. */
function offered(...words: string[]): string[] {
  const folder = folderWith({ script });
  const caller = `
    words=("$@")
    source ./script
    COMP_WORDS=(ecr-publishing "\${words[@]}") COMP_CWORD=\${#words[@]}
    _ecr_publishing
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const options = { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } } as const;
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-uc', caller, 'bash', ...words],
    options,
  );
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('in bash', () => {
  test.each<[string, string[], string[]]>([
    ['commands', ['g'], ['guide']],
    ['all commands and the options of the program', [''], [...commandNames(), '--version', '--help']],
    ['options', ['review', '--acc'], ['--account']],
    ['options after an argument', ['review', 'cdk.out', '--fo'], ['--format']],
    ['choices', ['review', '--format', ''], ['table', 'markdown', 'json', 'html', 'sarif']],
    ['choices that start with a text', ['guide', '--format', 'h'], ['html']],
    ['choices after an equals sign', ['review', '--format', '=', 's'], ['sarif']],
    ['choices right after an equals sign', ['lifecycle-preview', '--format', '='], ['table', 'json']],
    ['the words of a list', ['review', '--fail-on', 'w'], ['warning', 'widened']],
    ['choices of an argument', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing for a text', ['review', '--account', ''], []],
    ['nothing of another command', ['check', '--ou'], []],
    ['nothing of an unknown command', ['chekc', '--fo'], []],
    ['nothing for a file, which bash completes', ['check', ''], []],
    ['nothing for the file of an option', ['review', '--output', 'a'], []],
  ])('offers %s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  test('runs nothing that is typed', () => {
    expect(offered('review', '$(touch typed)', '`touch typed`', '--$(touch typed)')).toEqual([]);
    expect(offered('$(touch typed)', '')).toEqual([]);
  });

  test('may be loaded twice, and passes ShellCheck', () => {
    const folder = folderWith({ script });
    const args = ['--noprofile', '--norc', '-euc', 'source "$0"; source "$0"; complete -p', join(folder, 'script')];
    const { stdout, stderr } = spawnSync('bash', args, { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({
      stdout: 'complete -o default -F _ecr_publishing ecr-publishing\n',
      stderr: '',
    });
    expect(shellCheck(`#!/bin/bash\n${script}`)).toEqual([]);
  });
});

describe.each(shellNames)('the script for %s', (shell) => {
  const { stdout } = run('completion', shell);

  test('has every command and long option of the help', () => {
    for (const command of commandNames()) {
      expect(stdout).toContain(command);
      const options = run(command, '--help').stdout.match(/^ {2}(?:-\w, )?--[a-z-]+/gm) ?? [];
      const names = options.map((option) => option.replace(/^.*--/, ''));
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
    }
  });
});

test('fails for an unknown shell', () => {
  expect(run('completion', 'tcsh')).toEqual({
    stdout: '',
    stderr:
      "error: command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
    exitCode: 2,
  });
});
