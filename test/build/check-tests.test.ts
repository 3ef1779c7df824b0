import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { type ImageCheckProjectProps } from '../../lib/build/image-check-project-props';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTests } from '../../lib/testing/image-tests';
import { buildspecOf, newStack, onlyProperties, type Properties } from '../synthesis';
import { type Buildspec, variablesOf } from './build-run';
import { connectionArn, policiesOf, projectName, projectType } from './build-project';

const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
const group = `arn:aws:codebuild:eu-west-1:123456789012:report-group/${projectName}-tests`;

function addCheck(props: Partial<ImageCheckProjectProps>) {
  const stack = newStack();
  new ImageCheckProject(stack, 'Check', { source, projectName, ...props });
  return stack;
}

test('a check without Docker runs tests of the source, and writes reports into its own group only', () => {
  const tests = [ImageTests.ofSource(['make test'], { reports: [{ files: ['reports/*.xml'] }] })];
  const stack = addCheck({ tests });
  const project = onlyProperties(stack, projectType);
  expect(project.Environment).toMatchObject({ PrivilegedMode: false });
  expect(parse(buildspecOf({}, project))).toEqual({
    version: '0.2',
    env: { shell: 'bash' },
    phases: { build: { commands: ['set -euo pipefail\n(\n:\nmake test\n)'] } },
    reports: { [group]: { files: ['reports/*.xml'], 'file-format': 'JUNITXML' } },
  });
  const statements = policiesOf(stack).flatMap(({ Statement }) => Statement as Properties[]);
  expect(statements.filter(({ Sid: sid }) => sid === 'WriteTestReports')).toEqual([
    {
      Sid: 'WriteTestReports',
      Effect: 'Allow',
      Action: ['codebuild:BatchPutTestCases', 'codebuild:CreateReport', 'codebuild:UpdateReport'],
      Resource: group,
    },
  ]);
  expect(JSON.stringify(statements)).not.toContain('"ecr:');
});

test('a privileged check builds the image and its stage, and tests both', () => {
  const tests = [
    ImageTests.ofStage('unit', { commands: ['echo "stage $IMAGE"'] }),
    ImageTests.ofImage(['echo "image $IMAGE"']),
  ];
  const project = onlyProperties(addCheck({ tests, privileged: true, commands: ['echo first'] }), projectType);
  const folder = mkdtempSync(join(tmpdir(), 'image-check-'));
  try {
    const calls = join(folder, 'calls');
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho "$*" >> ${calls}\n`);
    chmodSync(join(folder, 'docker'), 0o755);
    const env = { ...variablesOf(project), PATH: `${folder}:/usr/bin:/bin` };
    const { phases } = parse(buildspecOf({}, project)) as Buildspec;
    const outputs = phases.build?.commands.map((command) =>
      spawnSync('bash', ['--norc', '-c', command], { cwd: folder, env, encoding: 'utf8' }),
    );
    expect(outputs?.map(({ stdout, stderr }) => stdout + stderr).join('')).toBe(
      'first\nstage checked-image-stage-unit\nimage checked-image\n',
    );
    expect(readFileSync(calls, 'utf8').trim().split('\n')).toEqual([
      'build --platform linux/amd64 --file Dockerfile --tag checked-image ./.',
      'build --platform linux/amd64 --file Dockerfile --target unit --tag checked-image-stage-unit ./.',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each<[string, Partial<ImageCheckProjectProps>, string]>([
  ['an empty list of tests', { tests: [] }, '`tests` must list at least one value, got an empty list'],
  [
    'a test of the image without Docker',
    { tests: [ImageTests.ofSource(['make']), ImageTests.ofImage(['make'])] },
    '`tests[1]` requires `privileged: true`, because no image is built without it',
  ],
  [
    'a test of a stage without Docker',
    { tests: [ImageTests.ofStage('test')] },
    '`tests[0]` requires `privileged: true`, because no image is built without it',
  ],
])('fails when there is %s', (_, props, message) => {
  expect(() => addCheck(props)).toThrow(new Error(message));
});
