import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../../../lib/app/check/check';
import { runApp } from '../../../../lib/app/app';
import { readConfig } from '../../../../lib/app/config';
import { settingsOf } from '../../../../lib/app/config/settings/settings-of';
import { folderWith, run } from '../../command';
import { problemsOf } from '../../config-cases';
import { publisher } from '../../config-stacks';
import { configOf, main, organization, pizza, sushi } from './team-cases';

const example = join(__dirname, '../../../../examples/organization');

test('the CODEOWNERS of the example has the owners of each file', () => {
  const { teams = [] } = readConfig(join(example, 'ecr-publishing.yaml'));
  const lines = readFileSync(join(example, 'CODEOWNERS'), 'utf8').trimEnd().split('\n');
  const [all, ...ofTeams] = lines.map((line) => line.split(/ +/));
  expect(all).toEqual(['*', '@acme/platform']);
  const names = teams.map(({ file, owners }) => [
    file.replace(example, ''),
    ...owners.filter((owner) => owner.startsWith('@')),
  ]);
  expect(ofTeams).toEqual(names);
  expect(readdirSync(join(example, 'teams'))).toHaveLength(names.length);
});

test('the group of a team overrides the group of the main file with the same prefix', () => {
  const group = (keepNewest: number) => ({
    prefix: 'pizza/',
    retention: { keepNewest },
    tags: { by: String(keepNewest) },
  });
  const config = configOf({ 'teams/pizza.yaml': { ...pizza, groups: [group(7)] } }, { ...main, groups: [group(3)] });
  const [environment] = config.environments;
  const [, repository] = config.repositories;
  if (!environment || !repository) throw new Error('the config has neither');
  expect(settingsOf(config, repository, environment)).toMatchObject({
    retention: { keepNewest: 7 },
    tags: { by: '7' },
  });
});

test('a repository and a role that move from the main file to the file of a team stay in their stacks', () => {
  const ci = publisher('pizza/service', { name: 'pizza-ci' });
  const before = organization(
    {},
    { ...main, include: undefined, repositories: [...main.repositories, ...pizza.repositories], publishers: [ci] },
  );
  const after = organization({ 'teams/pizza.yaml': { ...pizza, publishers: [ci] } });
  expect(check(after, before).summary).toBe(`${after} is valid: 1 environment, 1 team, 2 repositories, 1 publisher`);
});

test('the problems of an older config name its files', () => {
  const after = organization({ 'teams/pizza.yaml': pizza });
  const alone = organization({ 'teams/pizza.yaml': { ...pizza, team: '-' } });
  const [line] = problemsOf(() => check(after, alone));
  expect(line).toBe(
    `${join(alone, '../teams/pizza.yaml')}:2:7: team: must be the name of a team, got '-'. Use at most 64 letters, digits, '.', '_' and '-'.`,
  );
  const without = organization({});
  expect(problemsOf(() => check(after, without))).toEqual([
    `${without}:9:5: include[0]: must match a file below the folder of this file, got 'teams/*.yaml'. Correct it, or remove it.`,
  ]);
});

test('a synth prints the same problems as a check', () => {
  const file = organization({
    'teams/pizza.yaml': { ...pizza, repositories: sushi.repositories },
    'teams/sushi.yaml': '',
  });
  const printed: string[] = [];
  const { exitCode } = process;
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  runApp({ outdir: folderWith({}), context: { config: file } });
  stderr.mockRestore();
  process.exitCode = exitCode;
  expect(printed.join('')).toBe(run('check', file).stderr);
  expect(printed.join('').split('\n')).toHaveLength(2);
});
