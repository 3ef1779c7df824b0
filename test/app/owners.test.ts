import { type GraphResource } from '../../lib/review/index';
import { ownersOf } from '../../lib/app/owners';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { newApp } from '../synthesis';
import { run } from './command';
import { configOf, organization, pizza, sushi } from './config/teams/team-cases';

const resource = (more: object) => ({ properties: {}, ...more }) as GraphResource;
const tags = (Value: unknown) => [
  { Key: 'other', Value: 'x' },
  { Key: 'ecr-publishing:owners', Value },
];

test('the owners are those of the tag, if the template shows it', () => {
  expect(ownersOf(resource({ properties: { Tags: tags('@acme/a  a@example.com') } }))).toEqual([
    '@acme/a',
    'a@example.com',
  ]);
  expect(ownersOf(resource({ properties: { Tags: tags({ Ref: 'Owners' }) } }))).toEqual([]);
  expect(ownersOf(resource({ properties: { Tags: { 'ecr-publishing:owners': '@acme/a' } } }))).toEqual([]);
  expect(ownersOf(resource({ properties: { Tags: tags('@acme/a') }, changedBy: 'a transform' }))).toEqual([]);
  expect(ownersOf(resource({}))).toEqual([]);
});

test('show prints the owners of repositories of teams, and only of them', () => {
  const file = organization({ 'teams/pizza.yaml': pizza, 'teams/sushi.yaml': sushi });
  const { stdout } = run('show', file);
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines[lines.indexOf('sushi/service') + 1]).toBe('owners  @acme/sushi and sushi@example.com');
  expect(lines[lines.indexOf('pizza/service') + 1]).toBe('owners  @acme/pizza');
  expect(lines[lines.indexOf('service') + 1]).toMatch(/^images /);
});

test('the guide of a repository names its owners', () => {
  const app = newApp();
  addRegistryStacks(app, configOf({ 'teams/sushi.yaml': sushi }));
  const { directory } = app.synth();
  const page = (name: string) => run('guide', directory, '--repository', name).stdout.split('\n');
  const line = '- If you have questions, ask its owners: `@acme/sushi` or `sushi@example.com`.';
  expect(page('sushi/service')).toContain(line);
  expect(page('service').filter((one) => one.includes('owners'))).toEqual([]);
});
