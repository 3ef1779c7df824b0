import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { folderWith, run } from './command';
import { minimal } from './config-cases';

const red = '\u001b[31m';
const trust = {
  Effect: 'Allow',
  Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:ref:refs/heads/main' } },
};
const folder = folderWith({
  'template.json': {
    Resources: {
      [`Repo${red}`]: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: `app${red}` } },
      Ci: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: `ci${red}`, AssumeRolePolicyDocument: { Statement: [trust] } },
      },
    },
  },
  [`config${red}.yaml`]: minimal,
  'images.json': { imageDetails: [] },
});
const file = (name: string) => join(folder, name);
const template = file('template.json');

describe('control characters of names are visible and do nothing', () => {
  test.each([
    ['a valid config', ['check', file(`config${red}.yaml`)], 'config\\u{1b}[31m.yaml is valid'],
    ['a missing file', ['review', file(`no${red}.json`)], 'no\\u{1b}[31m.json does not exist'],
    ['a wrong command', [`x${red}`], "error: unknown command 'x\\u{1b}[31m'"],
    ['roles of a template', ['workflow', template, '--role', 'no'], 'Roles for CI systems: ci\\u{1b}[31m.'],
    [
      'repositories of a template',
      ['lifecycle-preview', '--policy', template, '--images', file('images.json'), '--repository', 'no'],
      'It has app\\u{1b}[31m (Repo\\u{1b}[31m).',
    ],
  ])('%s', (_, args, expected) => {
    const { stdout, stderr } = run(...args);
    expect(`${stdout}${stderr}`).toContain(expected);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });
});

test.each([
  ['a path', ['check', '']],
  ['a pattern', ['review', template, '--repository', '']],
  ['a text', ['review', template, '--who=']],
  ['an output', ['guide', template, '--output', '']],
])('%s that is empty is a usage error', (_, args) => {
  expect(run(...args)).toEqual({
    stdout: '',
    stderr: 'error: an argument is empty. Leave it out, or check the variables of the script.\n',
    exitCode: 2,
  });
});

test('an output to a full disk is one line', () => {
  const root = resolve(__dirname, '../..');
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', '"$0" -r tsx/cjs bin/ecr-publishing.ts completion bash > /dev/full', process.execPath],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.dev.json' } },
  );
  expect(stderr).toBe('The output must be a file or a pipe that can be written, got a disk that is full\n');
  expect(status).toBe(1);
});
