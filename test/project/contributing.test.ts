import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

test('every file that CONTRIBUTING.md names exists, or the folder of a new one', () => {
  const files = [...page.matchAll(/`((?:lib|test|docs|scripts)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
  const existing = files.map((file) => (/\/[A-Z]+\./.test(file) ? dirname(file) : file));
  expect(files.length).toBeGreaterThan(15);
  expect(existing.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every npm script that it names exists', () => {
  const scripts = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
});

test('it names every secret and variable of the publication, and every environment', () => {
  const workflow = readFileSync(join(root, '.github/workflows/publish.yml'), 'utf8');
  const names = [...workflow.matchAll(/(?:secrets|vars)\.(\w+)|environment: (\w+)/g)].map(
    ([, name, environment]) => name ?? environment,
  );
  expect(new Set(names).size).toBe(11);
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
