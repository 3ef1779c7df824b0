import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ImageTag } from '../../lib/naming/image-tag';
import { asTag } from '../../lib/naming/tag-mobility';
import { synthesizedBuildspec, variablesOf as variablesOfProject } from '../build/build-run';
import { projectWith } from '../build/build-project';
import { mainAndVersions } from '../github/publisher';
import { workflowOf } from '../github/workflow-of';
import { scriptOf, variablesOf as variablesOfStep } from '../github/workflow-machine';

/** The Git ref that a run is for, and its commit. */
interface Run {
  readonly kind: 'branch' | 'tag';
  readonly name: string;
  readonly commit: string;
}

const folder = mkdtempSync(join(tmpdir(), 'both-renderings-'));
/** A registry without images. */
writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho "ERROR: $5: not found" >&2\nexit 1\n', { mode: 0o755 });
writeFileSync(join(folder, 'aws'), '#!/bin/sh\n', { mode: 0o755 });
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tags = [
  ImageTag.semanticVersion(),
  ImageTag.branch('on-'),
  ImageTag.fixed('latest'),
  ImageTag.shortCommit(),
  ImageTag.commit(),
  ImageTag.branch(),
];
const buildVariables = variablesOfProject(projectWith({ tags }));
const naming = synthesizedBuildspec({ tags }).phases.build?.commands[0] ?? '';
const workflow = workflowOf({ tags }, { subjects: mainAndVersions });
const names = ['IMAGE_TAGS', 'IMAGE_TAG', 'COMMIT_TAG', 'MOVING_TAGS'];

function bash(script: string, env: Record<string, string>): string {
  const options = { encoding: 'utf8', env: { PATH: `${folder}:/usr/bin:/bin`, ...env } } as const;
  const { status, stdout, stderr } = spawnSync('/bin/bash', ['--norc', '-eo', 'pipefail', '-c', script], options);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

/** The names by the shell of the buildspec. */
function namesInBuild({ kind, name, commit }: Run): string[] {
  const shown = names.map((variable) => `printf '%s\\n' "$${variable}"`);
  return bash([`${naming} >/dev/null`, ...shown].join('\n'), {
    ...buildVariables,
    CODEBUILD_BUILD_ID: 'project:0',
    CODEBUILD_WEBHOOK_HEAD_REF: `refs/${kind === 'tag' ? 'tags' : 'heads'}/${name}`,
    CODEBUILD_RESOLVED_SOURCE_VERSION: commit,
  })
    .split('\n')
    .slice(0, names.length);
}

/** The names by the shell of the workflow. */
function namesInWorkflow({ kind, name, commit }: Run): string[] {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  bash(scriptOf(workflow, 'tags'), {
    ...variablesOfStep(workflow, 'tags'),
    REPOSITORY_URI: 'registry/app',
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: output,
    GITHUB_SHA: commit,
    GITHUB_REF_TYPE: kind,
    GITHUB_REF_NAME: name,
  });
  const outputs = Object.fromEntries(
    readFileSync(output, 'utf8')
      .split('\n')
      .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  return ['tags', 'tag', 'commit', 'moving'].map((key) => outputs[key] ?? '');
}

const commit = '0123456789abcdef0123456789abcdef01234567';
const number = fc.constantFrom('0', '1', '01', '12', '1234567890');
const word = fc.stringMatching(/^[0-9A-Za-z.-]{0,8}$/);
/** Versions, and texts that are almost versions. */
const version = fc
  .tuple(
    fc.constantFrom('', 'v', 'V', 'vv'),
    fc.array(number, { minLength: 2, maxLength: 4 }),
    fc.option(word),
    fc.option(word),
  )
  .map(([v, numbers, before, build]) => {
    return [v, numbers.join('.'), before === null ? '' : `-${before}`, build === null ? '' : `+${build}`].join('');
  });
const longVersion = fc.nat({ max: 6 }).map((more) => `v1.0.0-${'x'.repeat(119 + more)}`);
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 140 })
  .filter((text) => Buffer.from(text).toString() === text && !text.includes('\0'));
const run: fc.Arbitrary<Run> = fc.record({
  kind: fc.constantFrom('branch', 'tag'),
  name: fc.oneof(version, longVersion, anyText),
  commit: fc.constantFrom(commit, commit + commit.slice(0, 24)),
});

test('CodeBuild and GitHub give an image the same tags for every ref', () => {
  fc.assert(
    fc.property(run, (one) => {
      expect(namesInWorkflow(one)).toEqual(namesInBuild(one));
    }),
    { numRuns: 150 },
  );
});

test.each<[Run['kind'], string, string[]]>([
  ['tag', 'v1.2.3+build5', ['1.2.3_build5']],
  ['tag', 'v01.2.3', []],
  ['tag', 'v1.2.3-01', []],
  ['tag', 'v1.2.3-rc..1', []],
  ['tag', 'v1.2.3-rc.0+01', ['1.2.3-rc.0_01']],
  ['tag', `v1.0.0-${'x'.repeat(122)}`, [`1.0.0-${'x'.repeat(122)}`]],
  ['tag', `v1.0.0-${'x'.repeat(123)}`, []],
  ['branch', '@acme/x', ['on--acme-x', '_acme-x']],
  ['branch', 'x'.repeat(129), [`on-${'x'.repeat(125)}`, 'x'.repeat(128)]],
])('the %s %s gives the tags %j in both', (kind, name, ofRef) => {
  const [first = [], other = []] = [namesInBuild, namesInWorkflow].map((namesIn) =>
    namesIn({ kind, name, commit })[0]?.split(' '),
  );
  const always = ['latest', commit.slice(0, 12), commit];
  expect(other).toEqual(first);
  expect(first.filter((tag) => !always.includes(tag))).toEqual(ofRef);
});

test('the construct knows the tag of a branch as the shell writes it', () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !text.includes('*')),
      (name) => {
        const [ofBuild = ''] = namesInBuild({ kind: 'branch', name, commit });
        expect(ofBuild.split(' ').at(0)).toBe(asTag(`on-${name}`));
      },
    ),
    { numRuns: 50 },
  );
});
