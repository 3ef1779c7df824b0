import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { env, newApp } from '../../synthesis';
import { allow, pull, repository } from '../../review/reviewed';
import { folderWith, run } from '../command';

interface Row {
  readonly principal: string;
}

const everybody = repository('app', allow(pull, '*'));
const one = repository('app', allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }));
const none = repository('app');

/** A template of one repository, in a file. */
function templateWith(resource: object): string {
  return join(folderWith({ 'app.json': { Resources: { App: resource } } }), 'app.json');
}

test('prints a table of who can do what, and what is wrong', () => {
  const { stdout, stderr, exitCode } = run('review', templateWith(everybody));
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toContain('ecr-policy-open-to-everybody');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('prints JSON with its keys', () => {
  const report = JSON.parse(run('review', templateWith(one), '--format', 'json').stdout) as Record<string, Row[]>;
  expect(Object.keys(report)).toEqual([
    'repositories',
    'principals',
    'access',
    'findings',
    'unreviewed',
    'assumptions',
  ]);
  expect(report.access?.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
});

test.each([
  ['markdown', '##'],
  ['html', '<!doctype html>'],
  ['sarif', '"version": "2.1.0"'],
])('prints %s', (format, text) => {
  expect(run('review', templateWith(everybody), '--format', format).stdout.toLowerCase()).toContain(text);
});

test('writes into a file where asked, and prints nothing', () => {
  const template = templateWith(one);
  const output = join(template, '..', 'report.json');
  expect(run('review', template, '--format', 'json', '--output', output)).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
  expect(Object.keys(JSON.parse(readFileSync(output, 'utf8')) as object)).toContain('access');
});

test('fails when the file can not be written', () => {
  const template = templateWith(one);
  const output = join(template, 'report.json');
  expect(run('review', template, '--output', output)).toEqual({
    stdout: '',
    stderr: `${output} must be a file that can be written, got ENOTDIR\n`,
    exitCode: 1,
  });
});

describe('--against', () => {
  test('prints what is different', () => {
    const change = run('review', templateWith(one), '--against', templateWith(none), '--format', 'json');
    const { added, ...rest } = JSON.parse(change.stdout) as Record<string, Row[]>;
    expect(added?.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
    expect(Object.keys(rest)).toEqual(['removed', 'widened', 'narrowed', 'changes', 'findings', 'unreviewed']);
  });

  test.each([
    ['widened', everybody, one, 1],
    ['widened', one, none, 1],
    ['widened', none, one, 0],
    ['widened', one, one, 0],
    ['error', everybody, one, 1],
    ['error', everybody, everybody, 0],
  ])('with --fail-on %s ends as it should (case %#)', (what, now, before, exitCode) => {
    const args = ['review', templateWith(now), '--against', templateWith(before), '--fail-on', what];
    expect(run(...args).exitCode).toBe(exitCode);
  });

  test('fails when the format is SARIF', () => {
    expect(run('review', templateWith(one), '--against', templateWith(one), '--format', 'sarif')).toEqual({
      stdout: '',
      stderr: '--format sarif must stand without --against; code scanning compares by itself\n',
      exitCode: 1,
    });
  });
});

test.each([
  ['error', everybody, 1],
  ['error', none, 0],
  ['warning', everybody, 1],
])('--fail-on %s ends as it should (case %#)', (what, resource, exitCode) => {
  expect(run('review', templateWith(resource), '--fail-on', what).exitCode).toBe(exitCode);
});

test.each([
  ['no template', ['review']],
  ['an unknown format', ['review', 'x.json', '--format', 'pdf']],
  ['--fail-on widened without --against', ['review', 'x.json', '--fail-on', 'widened']],
])('fails with 2 when the usage is wrong: %s', (_, args) => {
  const { exitCode, stderr } = run(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: /);
});

test('honours and lists what an app has acknowledged, at the construct or above it', () => {
  // As the CDK CLI sets it: findings know their constructs by that.
  const app = newApp({ context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'Stack', { env });
  new CfnRepository(stack, 'Repository', {
    repositoryName: 'app',
    repositoryPolicyText: { Version: '2012-10-17', Statement: [allow(pull, '*')] },
  });
  Validations.of(stack).acknowledge({
    id: 'EcrPublishingChecks::ecr-policy-open-to-everybody',
    reason: 'A public mirror.',
  });
  const { directory } = app.synth();
  expect(existsSync(join(directory, 'manifest.json'))).toBe(true);
  const { stdout, exitCode } = run('review', directory, '--fail-on', 'error');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('A public mirror.');
});
