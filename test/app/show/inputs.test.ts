import { join } from 'node:path';
import { folderWith, run } from '../command';

const before = process.cwd();

afterEach(() => {
  process.chdir(before);
});

const template = {
  Resources: { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'service' } } },
};
const config = `version: 1
environments: [{ name: prod, account: '123456789012', region: eu-west-1 }]
repositories: [{ name: history }]
`;

describe('without a path', () => {
  test('shows the config in the working folder', () => {
    process.chdir(folderWith({ 'ecr-publishing.yaml': config, 'cdk.out': '' }));
    expect(run('show').stdout).toContain('\n  history\n');
  });

  test('fails when the folder has neither a config nor an assembly', () => {
    process.chdir(folderWith({}));
    expect(run('show')).toEqual({
      stdout: '',
      stderr:
        'This folder has neither ecr-publishing.yaml nor cdk.out. Name a config, a cloud assembly or a template: ecr-publishing show FILE.\n',
      exitCode: 1,
    });
  });
});

test('a template of any tool, whose account and Region are unknown', () => {
  const file = join(folderWith({ 'service.json': template }), 'service.json');
  expect(run('show', file).stdout).toBe(`service: account unknown, Region unknown, 1 of 500 resources
Repositories (1): URIs unknown until deployment
  service
    images  kept until a user deletes them
    tags    every tag can move; not scanned on push
    push    no one
    pull    no one
`);
});

test('a part that could not be read is listed, and no one is only said of the rest', () => {
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/roles.json' } };
  const resources = { Resources: { ...template.Resources, Roles: nested } };
  const { stdout } = run('show', join(folderWith({ 'service.json': resources }), 'service.json'));
  expect(stdout).toContain('    push    no one in what was read\n');
  expect(stdout).toContain("Not read, so what they grant is not shown:\n  - nested stack 'Roles': ");
});

describe('fails as check does when a config', () => {
  test.each([
    ['has problems', 'version: 1\nenvironments: 3\n'],
    ['is empty', ''],
    ['is not YAML', 'a: [b\n c'],
  ])('%s', (_, text) => {
    const file = join(folderWith({ 'bad.yaml': text }), 'bad.yaml');
    const shown = run('show', file);
    expect(shown).toEqual(run('check', file));
    expect(shown.exitCode).toBe(1);
    expect(shown.stderr).not.toBe('');
  });
});

describe('fails as review does when a file', () => {
  test.each([
    ['is JSON and no template', { 'no.json': { a: 1 } }, 'no.json'],
    ['is empty', { 'empty.json': '' }, 'empty.json'],
    ['does not exist', {}, 'missing.json'],
    ['is a folder without templates', {}, '.'],
  ])('%s', (_, files, name) => {
    const path = join(folderWith(files), name);
    const shown = run('show', path);
    expect(shown).toEqual(run('review', path));
    expect(shown.stderr).toMatch(/^.+\n$/);
    expect(shown.exitCode).toBe(1);
  });
});

test('many repositories are listed together if they have the same settings, and long lists are cut', () => {
  const repositories = Array.from({ length: 300 }, (_, number) =>
    number < 30
      ? `  - { name: own-${number}, retention: { keepNewest: ${number + 1} } }`
      : `  - { name: same-${number} }`,
  );
  const text = `version: 1
environments: [{ name: prod, account: '123456789012', region: eu-west-1 }]
repositories:
${repositories.join('\n')}
`;
  const file = join(folderWith({ 'many.yaml': text }), 'many.yaml');
  const cut = run('show', file).stdout;
  expect(cut.split('\n').length).toBeLessThan(150);
  expect(cut).toContain('\n  and 275 more repositories with other settings, which --all shows\n');
  const all = run('show', file, '--all').stdout;
  for (const name of ['own-0', 'own-29', 'same-30', 'same-299']) expect(all).toMatch(new RegExp(`\\b${name}\\b`));
});
