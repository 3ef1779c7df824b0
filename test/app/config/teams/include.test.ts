import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig } from '../../../../lib/app/config';
import { folderWith } from '../../command';
import { minimal, problemsIn, problemsOf } from '../../config-cases';
import { configOf, main, organization, pizza, problemsInFiles, sushi } from './team-cases';

const teams = { 'teams/pizza.yaml': pizza, 'teams/sushi.yaml': sushi };

test('the entries of teams follow those of the main file, in the order of file names', () => {
  const { repositories, teams: found } = configOf({ 'teams/z.yaml': pizza, 'teams/a.yaml': sushi });
  expect(repositories).toEqual([
    { name: 'service' },
    { name: 'sushi/service', team: 'sushi' },
    { name: 'pizza/service', team: 'pizza' },
  ]);
  expect(found?.map(({ team, owners, prefixes }) => ({ team, owners, prefixes }))).toEqual([
    { team: 'sushi', owners: ['@acme/sushi', 'sushi@example.com'], prefixes: ['sushi/'] },
    { team: 'pizza', owners: ['@acme/pizza'], prefixes: ['pizza/'] },
  ]);
});

test('a main file needs no repositories', () => {
  const { repositories } = configOf(teams, { ...main, repositories: undefined });
  expect(repositories.map(({ name }) => name)).toEqual(['pizza/service', 'sushi/service']);
});

test('the file of a team can be JSON, and several patterns can name files', () => {
  const files = { 'teams/pizza.json': JSON.stringify(pizza), 'more/deep/sushi.yaml': sushi };
  const { teams: found } = configOf(files, { ...main, include: ['teams/pizza.json', 'more/**/*.yaml'] });
  expect(found?.map(({ team }) => team)).toEqual(['sushi', 'pizza']);
});

test('files of packages and of cloud assemblies are not included', () => {
  const files = { ...teams, 'node_modules/a/b.yaml': 'x', 'teams/cdk.out/c.yaml': 'y', 'teams/.hidden.yaml': 'z' };
  const { teams: found } = configOf(files, { ...main, include: ['*/**/*.yaml'] });
  expect(found).toHaveLength(2);
});

test.each([
  [
    'nothing',
    ['teams/*.yml'],
    "include[0]: must match a file below the folder of this file, got 'teams/*.yml'. Correct it, or remove it.",
  ],
  [
    'only a folder',
    ['teams'],
    "include[0]: must match a file below the folder of this file, got 'teams'. Correct it, or remove it.",
  ],
  [
    'a file twice',
    ['teams/*.yaml', 'teams/s*.yaml'],
    "include[1]: must match each file once, got 'teams/sushi.yaml', which is 'teams/sushi.yaml' of include[0]. Remove or correct the pattern.",
  ],
  [
    'the main file',
    ['**/*.yaml'],
    "include[0]: must match each file once, got 'ecr-publishing.yaml', which is this file itself. Remove or correct the pattern.",
  ],
  [
    'a folder above',
    ['../teams/*.yaml'],
    "include[0]: must be a pattern of files, such as 'teams/*.yaml', got '../teams/*.yaml'. It must be below the folder of this file.",
  ],
  [
    'an absolute path',
    ['/etc/*.yaml'],
    "include[0]: must be a pattern of files, such as 'teams/*.yaml', got '/etc/*.yaml'. It must be below the folder of this file.",
  ],
  [
    'a backslash',
    ['teams\\a.yaml'],
    "include[0]: must be a pattern of files, such as 'teams/*.yaml', got 'teams\\a.yaml'. Write '/' between folders.",
  ],
  [
    'an exception',
    ['!teams/a.yaml'],
    "include[0]: must be a pattern of files, such as 'teams/*.yaml', got '!teams/a.yaml'. Name the files that are included instead.",
  ],
  ['a number', [5], 'include[0]: must be a pattern of files, got the number 5. Write it as text, in quotes'],
])('fails when a pattern is for %s', (_, include, line) => {
  expect(problemsInFiles(teams, { ...main, include })).toEqual([line]);
});

test.each([
  ['shared', { prefixes: ['base/'] }],
  ['teamPrefixes', { pizza: ['pizza/'] }],
])('fails when a file without teams has %s', (key, value) => {
  expect(problemsIn({ ...minimal, [key]: value })).toEqual([`${key}: requires \`include\`, because only teams use it`]);
});

test('fails when the patterns are one text', () => {
  expect(problemsInFiles(teams, { ...main, include: 'teams/*.yaml' })).toEqual([
    "include: must be a list, got 'teams/*.yaml'. Write ['teams/*.yaml'].",
  ]);
});

test('fails when a pattern matches more files than an organization has', () => {
  const files = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`teams/${index}.yaml`, '']));
  expect(problemsInFiles(files)).toEqual([
    'include[0]: must match at most 1000 files, got 1001. Name the folder of the files.',
  ]);
});

const ofFolder = (outside: string) =>
  `include[0]: must match files in the folder of this file, got a link to the folder '${outside}'. Copy the files into it.`;

test('fails when a link leads to a file outside', () => {
  const outside = folderWith({ 'pizza.yaml': JSON.stringify(pizza) });
  const file = organization({ 'teams/sushi.yaml': sushi });
  symlinkSync(join(outside, 'pizza.yaml'), join(dirname(file), 'teams/pizza.yaml'));
  const line =
    "include[0]: must match files in the folder of this file, got 'teams/pizza.yaml', a link to a file out of it. Copy the files into it.";
  expect(problemsOf(() => readConfig(file))).toEqual([line]);
  rmSync(join(dirname(file), 'teams'), { recursive: true });
  symlinkSync(outside, join(dirname(file), 'teams'));
  expect(problemsOf(() => readConfig(file))).toEqual([ofFolder(outside)]);
});

test('fails when a searched folder is a link to a folder outside, and reads nothing of it', () => {
  const outside = folderWith({ 'secret.yaml': 'not to be read' });
  const file = organization(teams, { ...main, include: ['teams/**/*.yaml'] });
  symlinkSync(outside, join(dirname(file), 'teams/more'));
  expect(problemsOf(() => readConfig(file))).toEqual([ofFolder(outside)]);
});

test('a link inside the folder is a file like others', () => {
  const file = organization({ 'sources/pizza.yaml': pizza });
  mkdirSync(join(dirname(file), 'teams'));
  symlinkSync('../sources/pizza.yaml', join(dirname(file), 'teams/pizza.yaml'));
  expect(readConfig(file).teams).toHaveLength(1);
  symlinkSync('nowhere.yaml', join(dirname(file), 'teams/broken.yaml'));
  expect(problemsOf(() => readConfig(file))).toEqual([
    `${join(dirname(file), 'teams/broken.yaml')} does not exist. Correct the link.`,
  ]);
});

test('fails with the problems of all files that cannot be read, without those that only follow', () => {
  const files = {
    'teams/a.yaml': '{ version: 1',
    'teams/b.yaml': '',
    'teams/c.yaml': '[]',
    'teams/d.yaml': { ...pizza, owners: ['nobody'] },
  };
  const publishers = [{ name: 'ci', repositories: ['in-a'], github: [{ repository: 'acme/a', branches: ['main'] }] }];
  expect(problemsInFiles(files, { ...main, publishers })).toEqual([
    'teams/a.yaml must be JSON or YAML, got a missing quote, bracket, comma, colon or blank at line 1, column 13. Add it.',
    'teams/b.yaml must be the file of a team, got an empty file. Write `team`, `owners` and `prefixes` into it.',
    'teams/c.yaml must be a mapping, got a list',
    "teams/d.yaml: owners[0]: must be an owner, such as '@acme/team-a' or 'team-a@example.com', got 'nobody'. Correct it.",
  ]);
});

test('fails when a file is too large', () => {
  const file = organization({ 'teams/a.yaml': `# ${'x'.repeat(5 * 2 ** 20)}` });
  expect(problemsOf(() => readConfig(file))).toEqual([
    `${join(dirname(file), 'teams/a.yaml')} must be at most 5 MB, got 5.1 MB. Check that it is the right file.`,
  ]);
});

test('a config in one file loads no globs', () => {
  const file = organization({}, minimal);
  writeFileSync(file, JSON.stringify(minimal));
  expect(readConfig(file).teams).toBeUndefined();
});
