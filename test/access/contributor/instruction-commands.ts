import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The blocks of a Markdown text in a language. */
export function blocksOf(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

/** Returns the syntax errors that a shell finds before it runs any command. */
export function syntaxErrorsOf(commands: string): string {
  const { error, stderr } = spawnSync('sh', ['-n'], { input: commands, encoding: 'utf8' });
  if (error) throw error;
  return stderr;
}

/** Stands for `aws` and `docker`: notes its arguments and what it reads, and answers as `aws` does. */
const program = `#!/bin/sh
name=\${0##*/}
call=$name
for word; do call="$call [$word]"; done
printf '%s\\n' "$call" >> "$CALLS"
case "$name $*" in
  *get-login-password*) echo password ;;
  *assume-role*) printf 'ASIAEXAMPLE\\tsecret/with+signs=\\ttoken//with+signs==\\t2026-11-30T12:00:00+00:00\\n' ;;
  *password-stdin*) printf 'read %s\\n' "$(cat)" >> "$CALLS" ;;
esac
`;

/** Runs commands with fake `aws` and `docker` programs. Returns their arguments, and the printed text. */
export function run(commands: string): { calls: string[]; printed: string } {
  const folder = mkdtempSync(join(tmpdir(), 'handout-'));
  try {
    for (const name of ['aws', 'docker']) {
      writeFileSync(join(folder, name), program);
      chmodSync(join(folder, name), 0o755);
    }
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    const PATH = `${folder}${delimiter}${process.env.PATH ?? ''}`;
    const options = { input: commands, encoding: 'utf8', env: { PATH, CALLS: calls } } as const;
    const { stdout, stderr, status } = spawnSync('sh', ['-eu'], options);
    if (status !== 0) throw new Error(`exit ${String(status)}: ${stderr}`);
    return { calls: readFileSync(calls, 'utf8').trimEnd().split('\n'), printed: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
