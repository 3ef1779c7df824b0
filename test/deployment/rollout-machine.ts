import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An answer of AWS in JSON, or the error of a call. */
export type Answer = object | { readonly error: string };

/** The answers of each command, such as `describe-services`, in the order of its calls. The last one stays. */
export type Answers = Readonly<Record<string, readonly Answer[]>>;

export interface RolloutRun {
  readonly status: number | null;
  /** The commands that were called, without those that only read. */
  readonly changes: string[][];
  readonly calls: string[][];
  /** The last line of the output, which is the result or the reason of the failure. */
  readonly result: string;
  readonly summary: string;
  readonly outputs: Record<string, string>;
  /** The input of RegisterTaskDefinition, or the file that a workflow gives to its actions. */
  readonly registered?: unknown;
}

/** A replacement for `aws`, which answers each command from files. */
const program = `#!/bin/bash
set -eu
printf '%s\\0' "$@" >>calls; printf '\\n' >>calls
for argument in "$@"; do if [[ "$argument" == file://* ]]; then cp "\${argument#file://}" registered; fi; done
number=1
if [[ -f "answers/$2.count" ]]; then number=$(($(cat "answers/$2.count") + 1)); fi
while [[ ! -f "answers/$2.$number.json" && ! -f "answers/$2.$number.error" ]]; do
  number=$((number - 1))
  if ((number == 0)); then echo "no answer to $2" >&2; exit 99; fi
done
echo "$number" >"answers/$2.count"
if [[ -f "answers/$2.$number.error" ]]; then cat "answers/$2.$number.error" >&2; exit 254; fi
cat "answers/$2.$number.json"
`;

/** Runs a script as a CI system does, with the answers of AWS. */
export function runRollout(script: string, env: Record<string, string>, answers: Answers): RolloutRun {
  const folder = mkdtempSync(join(tmpdir(), 'rollout-'));
  try {
    mkdirSync(join(folder, 'answers'));
    for (const name of ['calls', 'output', 'summary', 'registered']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'aws'), program, { mode: 0o755 });
    for (const [command, list] of Object.entries(answers)) {
      list.forEach((answer, index) => {
        const at = join(folder, 'answers', `${command}.${index + 1}`);
        if ('error' in answer) writeFileSync(`${at}.error`, answer.error);
        else writeFileSync(`${at}.json`, JSON.stringify(answer));
      });
    }
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${folder}:/usr/bin:/bin`,
        TMPDIR: folder,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        ROLLOUT_POLL_SECONDS: '0',
        ...env,
      },
    });
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const calls = read('calls')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\0').slice(0, -1));
    const outputs = Object.fromEntries(
      read('output')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
    );
    const registered = outputs.file === undefined ? read('registered') : readFileSync(outputs.file, 'utf8');
    return {
      status,
      calls,
      changes: calls.filter(([, command = '']) => !/^(describe|get)-/.test(command)),
      result: (stdout + stderr).trimEnd().split('\n').at(-1) ?? '',
      summary: read('summary').trimEnd(),
      outputs,
      ...(registered !== '' && { registered: JSON.parse(registered) as unknown }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
