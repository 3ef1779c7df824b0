import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { parse } from 'yaml';
import { publishInOrder } from '../../lib/build/buildspec/commands';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { type ImageCheckProjectProps } from '../../lib/build/image-check-project-props';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTests } from '../../lib/testing/image-tests';
import { shellCheck } from '../shell-check';
import { isAllowed } from '../simulation';
import { account, buildspecOf, newStack, onlyProperties } from '../synthesis';
import { type Buildspec, variablesOf } from './build-run';
import { connectionArn, policiesOf, projectName, projectType } from './build-project';

const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });

function checkWith(props: Partial<ImageCheckProjectProps>) {
  const stack = newStack();
  const artifactBucket = props.artifacts ? Bucket.fromBucketName(stack, 'Kept', 'kept') : undefined;
  new ImageCheckProject(stack, 'Check', { source, projectName, artifactBucket, ...props });
  return { stack, project: onlyProperties(stack, projectType) };
}

/** Runs the commands of a check, and returns the calls of Docker and the files that it keeps. */
function run(props: Partial<ImageCheckProjectProps>) {
  const { project } = checkWith(props);
  const folder = mkdtempSync(join(tmpdir(), 'check-inputs-'));
  try {
    const calls = join(folder, 'calls');
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\nprintf '%s ' "$@" >> ${calls}\necho >> ${calls}\n`);
    chmodSync(join(folder, 'docker'), 0o755);
    const { phases } = parse(buildspecOf({}, project)) as Buildspec;
    const env = { ...variablesOf(project), PATH: `${folder}:/usr/bin:/bin` };
    const runs = (phases.build?.commands ?? []).map((command) =>
      spawnSync('bash', ['--norc', '-c', command], { cwd: folder, env, encoding: 'utf8' }),
    );
    const kept = join(folder, 'publish-artifacts');
    return {
      status: runs.map(({ status }) => status),
      errors: runs.map(({ stderr }) => stderr).join(''),
      docker: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split(' \n') : [],
      kept: existsSync(kept) ? (readdirSync(kept, { recursive: true }) as string[]).sort() : [],
      pwned: existsSync(join(folder, 'pwned')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the image and its stage for tests are built with the arguments, after the commands before the build', () => {
  const { docker, status, pwned } = run({
    privileged: true,
    target: 'final',
    buildArgs: { FLAVOUR: 'four; "$(touch pwned)"', B: '--push' },
    commandsBeforeBuild: ['docker first'],
    tests: [ImageTests.ofStage('unit')],
  });
  const args = '--build-arg FLAVOUR=four; "$(touch pwned)" --build-arg B=--push ./.';
  const file = 'build --platform linux/amd64 --file Dockerfile';
  expect(docker).toEqual([
    'first',
    `${file} --tag checked-image --target final ${args}`,
    `${file} --target unit --tag checked-image-stage-unit ${args}`.trim(),
  ]);
  expect([new Set(status), pwned]).toEqual([new Set([0]), false]);
});

test('the files of a check are kept, and it fails if one is missing', () => {
  const commands = ['mkdir -p coverage/html && echo a >coverage/html/index.html && echo b >secret'];
  expect(run({ commands, artifacts: ['coverage/**'] })).toMatchObject({
    status: [0, 0],
    kept: ['coverage', 'coverage/html', 'coverage/html/index.html'],
  });
  const { status, errors } = run({ commands: ['true'], artifacts: ['coverage/**'] });
  expect(status).toEqual([0, 1]);
  expect(errors).toContain('No file matches coverage/** of the artifacts.');
});

test('its role may write the folder of the project in the bucket, and no other', async () => {
  const { stack, project } = checkWith({ commands: ['make'], artifacts: ['a'] });
  expect(project.Artifacts).toMatchObject({ Type: 'S3', Path: projectName, Packaging: 'ZIP' });
  const text = JSON.stringify(policiesOf(stack)).replace(/\{"Fn::GetAtt":\["\w+","Arn"\]\}/g, '"arn:aws:logs:::x"');
  const partition = text.replace(
    /\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g,
    '"arn:aws$1"',
  );
  const caller = {
    principal: `arn:aws:iam::${account}:role/check`,
    identityPolicies: JSON.parse(partition) as object[],
  };
  const may = (resource: string) => isAllowed(caller, { action: 's3:PutObject', resource, account });
  expect(await may(`arn:aws:s3:::kept/${projectName}/1/artifacts.zip`)).toBe(true);
  expect(await may('arn:aws:s3:::kept/other/1/artifacts.zip')).toBe(false);
});

test('files of Git LFS are fetched with the credentials of the source', () => {
  const { project } = checkWith({ commands: ['make'], lfs: true, environmentVariables: { LEVEL: '2' } });
  const { env, phases } = parse(buildspecOf({}, project)) as {
    env: object;
    phases: { pre_build: { commands: string[] } };
  };
  expect(env).toEqual({ shell: 'bash', 'git-credential-helper': 'yes' });
  expect(phases.pre_build.commands).toEqual([expect.stringContaining('git lfs pull')]);
  expect(variablesOf(project)).toEqual({ LEVEL: '2', FETCH_LFS: 'true' });
});

test('the commands of a check, and those of builds in order, have no mistakes in their shell', () => {
  const { project } = checkWith({ privileged: true, lfs: true, artifacts: ['a'], tests: [ImageTests.ofStage('unit')] });
  const { phases } = parse(buildspecOf({}, project)) as Buildspec;
  const commands = [...Object.values(phases).flatMap((phase) => phase.commands), publishInOrder];
  // The project sets IMAGE, and functions that others replace are never called.
  const head = '# shellcheck shell=bash disable=SC2153,SC2329';
  expect(commands.flatMap((command) => shellCheck(`${head}\n${command}\n`))).toEqual([]);
});

const noImage = 'requires `privileged: true`, because no image is built without it';

test.each<[string, Partial<ImageCheckProjectProps>, string]>([
  ['a stage, and no image is built', { target: 'a' }, `\`target\` ${noImage}`],
  ['arguments, and no image is built', { buildArgs: { A: 'b' } }, `\`buildArgs\` ${noImage}`],
  ['commands before no build', { commandsBeforeBuild: ['make'] }, `\`commandsBeforeBuild\` ${noImage}`],
  [
    'a secret in a variable',
    { environmentVariables: { NPM_TOKEN: 'x' } },
    '`environmentVariables.NPM_TOKEN` must not be a secret, got one by its name. Anyone who can read the project or the workflow can ' +
      'read it. Mount it with `secrets` instead',
  ],
  [
    'files and no bucket',
    { artifacts: ['a'], artifactBucket: undefined },
    '`artifactBucket` is required with `artifacts`. CodeBuild keeps files in a bucket only.',
  ],
])('fails when a check has %s', (_, props, message) => {
  expect(() => checkWith({ commands: ['make'], ...props })).toThrow(new Error(message));
});
