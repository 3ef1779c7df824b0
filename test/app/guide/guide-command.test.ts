import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allow, pull, push, repository } from '../../review/reviewed';
import { folderWith, run } from '../command';

const resources = {
  App: repository('team/app', allow(pull, { AWS: 'arn:aws:iam::111111111111:root' })),
  Other: repository('other', allow([...push, ...pull], { AWS: 'arn:aws:iam::222222222222:role/ci' })),
};
const folder = folderWith({ 'app.json': { Resources: resources }, 'none.json': { Resources: {} } });
const template = join(folder, 'app.json');

function titlesOf(markdown: string): string[] {
  return (markdown.match(/^# .*$/gm) ?? []).map((line) => line.slice(2));
}

test('prints the pages of all repositories as Markdown', () => {
  const { stdout, ...rest } = run('guide', template);
  expect(rest).toEqual({ stderr: '', exitCode: 0 });
  expect(titlesOf(stdout)).toEqual(['`team/app`', '`other`']);
});

test.each(['team/app', 'App'])('prints the page of one repository, by name or logical id: %s', (wanted) => {
  expect(titlesOf(run('guide', template, '--repository', wanted).stdout)).toEqual(['`team/app`']);
});

test.each([
  ['111111111111', ['`team/app`']],
  ['account', ['`team/app`']],
  ['arn:aws:iam::111111111111:role/any', ['`team/app`']],
  ['arn:aws:iam::222222222222:role/ci', ['`other`']],
  ['role', ['`other`']],
])('prints the pages of the repositories that %s can use', (who, titles) => {
  expect(titlesOf(run('guide', template, '--for', who).stdout)).toEqual(titles);
});

test('a page for one reader names no other reader', () => {
  const both = join(
    folderWith({
      'app.json': {
        Resources: {
          App: repository(
            'app',
            allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }),
            allow(push, { AWS: 'arn:aws:iam::222222222222:role/ci' }),
          ),
        },
      },
    }),
    'app.json',
  );
  const page = run('guide', both, '--for', '111111111111').stdout;
  expect(page).toContain('## Pull');
  expect(page).not.toMatch(/222222222222|## Push/);
});

test('writes one file', () => {
  const output = join(folderWith({}), 'guide.html');
  expect(run('guide', template, '--format', 'html', '--output', output)).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
  expect(readFileSync(output, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\s*$/);
});

test.each([
  ['markdown', 'md'],
  ['html', 'html'],
])('writes a folder with a page for each repository, and an index of them, as %s', (format, ending) => {
  const output = join(folderWith({}), 'guide');
  expect(run('guide', template, '--format', format, '--output', output).exitCode).toBe(0);
  expect(readdirSync(output).sort()).toEqual([`index.${ending}`, `other.${ending}`, `team-app.${ending}`]);
  expect(readFileSync(join(output, `index.${ending}`), 'utf8')).toContain(`team-app.${ending}`);
  const other = readFileSync(join(output, `other.${ending}`), 'utf8');
  expect(other).not.toContain('team/app');
  expect(other).toContain(
    { md: '[All repositories](index.md)', html: '<a href="index.html">All repositories</a>' }[ending],
  );
});

test('prints the same output each time', () => {
  expect(run('guide', template, '--format', 'html').stdout).toBe(run('guide', template, '--format', 'html').stdout);
});

test.each([
  [{}, 'They grant no access.'],
  [
    { Roles: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './gone.yaml' } } },
    'The parts that could be read grant no access.',
  ],
])('fails if the templates, as far as they could be read, grant no access (case %#)', (more, words) => {
  const path = join(folderWith({ 'a.json': { Resources: { App: repository('app'), ...more } } }), 'a.json');
  expect(run('guide', path, '--for', 'bob').stderr).toBe(
    `--for must be a principal, or a kind of principal, that the templates grant access, got 'bob'. ${words}\n`,
  );
});

test.each([
  [
    'the repository is not in the templates',
    ['guide', template, '--repository', 'nothing'],
    "--repository must be a repository of the templates, got 'nothing'. They have team/app (App), other (Other).\n",
  ],
  [
    'no principal of the name is granted access',
    ['guide', template, '--repository', 'App', '--for', 'bob'],
    "--for must be a principal, or a kind of principal, that the templates grant access, got 'bob'. They grant access to " +
      '111111111111, account, arn:aws:iam::111111111111:root.\n',
  ],
  [
    'there is no repository',
    ['guide', join(folder, 'none.json')],
    'the templates must have an AWS::ECR::Repository, got none\n',
  ],
  [
    'the file cannot be written',
    ['guide', template, '--output', join(template, 'guide.md')],
    `${join(template, 'guide.md')} must be a file that can be written, got a path that leads through a file\n`,
  ],
  [
    'the folder cannot be created',
    ['guide', template, '--output', join(template, 'guide')],
    `${join(template, 'guide')} must be a folder that can be created, got a path that leads through a file\n`,
  ],
])('fails if %s', (_, args, stderr) => {
  expect(run(...args)).toEqual({ stdout: '', stderr, exitCode: 1 });
});

test.each([
  ['no template', ['guide']],
  ['an unknown format', ['guide', template, '--format', 'pdf']],
])('ends with status 2 if the usage is wrong: %s', (_, args) => {
  const { exitCode, stderr } = run(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error: /);
});
