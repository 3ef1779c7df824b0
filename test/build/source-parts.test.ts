import { Bucket } from 'aws-cdk-lib/aws-s3';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSource } from '../../lib/build/buildspec/commands';
import { ImageSource } from '../../lib/build/source/image-source';
import { shellCheck } from '../shell-check';
import { newStack, onlyProperties, type Properties, templateOf } from '../synthesis';
import { addProject } from './build-project';

const folder = mkdtempSync(join(tmpdir(), 'source-parts-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The source, the variables and the build specification of a project. Templates share the texts of build specifications. */
function projectOf(props: Parameters<typeof addProject>[1]) {
  const stack = newStack();
  addProject(stack, props);
  const { Source: source = {}, Environment: environment = {} } = onlyProperties(
    stack,
    'AWS::CodeBuild::Project',
  ) as Record<string, Properties>;
  const variables = environment.EnvironmentVariables as { Name: string }[];
  const fetches = variables.map(({ Name }) => Name).filter((name) => name.startsWith('FETCH_'));
  return { source, fetches, text: JSON.stringify(templateOf(stack)) };
}

test('CodeBuild fetches submodules, and the build the files of Git LFS with the credentials of the source', () => {
  const plain = projectOf({});
  expect([plain.fetches, plain.source.GitSubmodulesConfig]).toEqual([[], undefined]);
  const { source, fetches, text } = projectOf({ submodules: true, lfs: true });
  expect([source.GitSubmodulesConfig, fetches]).toEqual([{ FetchSubmodules: true }, ['FETCH_LFS']]);
  expect([text.includes('git lfs pull'), text.includes('git-credential-helper')]).toEqual([true, true]);
  expect(projectOf({ submodules: true }).text).not.toContain('git lfs pull');
});

test('a full clone of a pipeline fetches its submodules in the build', () => {
  const artifactBucket = Bucket.fromBucketName(newStack(), 'Artifacts', 'artifacts');
  const source = ImageSource.codePipeline({ artifactBucket, fullClone: true });
  const found = projectOf({ source, submodules: true });
  expect([found.fetches, found.source.GitSubmodulesConfig]).toEqual([['FETCH_SUBMODULES'], undefined]);
});

test.each<[string, () => ImageSource, string]>([
  [
    'a ZIP file',
    () => ImageSource.s3(Bucket.fromBucketName(newStack(), 'B', 'sources'), 'a.zip'),
    'must not be true for a ZIP file, which has no repository of Git. Put the files into it.',
  ],
  [
    'a pipeline that passes files',
    () => ImageSource.codePipeline({ artifactBucket: Bucket.fromBucketName(newStack(), 'B', 'artifacts') }),
    'must not be true if the pipeline passes files only. Set `fullClone: true` of ImageSource.codePipeline(), and pass a clone.',
  ],
])('fails for %s', (_, sourceOf, message) => {
  expect(() => projectOf({ source: sourceOf(), submodules: true })).toThrow(`\`submodules\` ${message}`);
  expect(() => projectOf({ source: sourceOf(), lfs: true })).toThrow(`\`lfs\` ${message}`);
});

describe('the script', () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git-lfs'), '#!/bin/bash\necho "lfs $* in ${PWD##*/}" >>"$CALLS"\n', { mode: 0o755 });
  const run = (name: string, setup: string, env: Record<string, string>) => {
    const place = join(folder, name);
    mkdirSync(place);
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', `${setup}\n(${fetchSource}\n)\ncat "$CALLS" 2>/dev/null || true`],
      {
        cwd: place,
        encoding: 'utf8',
        env: { PATH: `${bin}:/usr/bin:/bin`, HOME: place, CALLS: join(folder, `${name}.calls`), ...env },
      },
    );
    return [status, stdout, stderr];
  };

  test('pulls the files of the source', () => {
    expect(run('clone', 'git init --quiet', { FETCH_LFS: 'true', FETCH_SUBMODULES: 'true' })).toEqual([
      0,
      'lfs version in clone\nlfs pull in clone\n',
      '',
    ]);
  });

  test('fails without a repository, and passes ShellCheck', () => {
    const message =
      'The source has no repository of Git, so it has neither submodules nor files of Git LFS. Leave out submodules and lfs\n';
    expect(run('none', 'set -e', { FETCH_LFS: 'true' })).toEqual([1, '', message]);
    expect(shellCheck(`#!/bin/bash\n${fetchSource}`)).toEqual([]);
  });
});
