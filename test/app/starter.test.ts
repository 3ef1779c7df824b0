import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { readConfig } from '../../lib/app/config';
import { writeStarter } from '../../lib/app/starter';
import { problemsInFile, problemsOf } from './config-cases';

const configName = 'ecr-publishing.yaml';
const app = 'node_modules/cdk-ecr-publishing/bin/app.js';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-starter-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const content = (file: string) => readFileSync(join(folder, file), 'utf8');
const last = `Next: write your account into ${configName}, then: npx cdk deploy --all`;
const install = 'Next: npm install --save-dev cdk-ecr-publishing aws-cdk-lib constructs aws-cdk@2.1148.1';

test('an empty folder gets a config and what runs it', () => {
  expect(writeStarter(folder).split('\n')).toEqual([`Wrote ${configName}.`, 'Wrote cdk.json.', install, last]);
  expect(JSON.parse(content('cdk.json'))).toEqual({ app: `node ${app}`, context: recommendedFlags });
  expect(content('cdk.json')).toMatch(/\}\n$/);
});

test('the config is valid, and goes to one account that has to be replaced', () => {
  writeStarter(folder);
  expect(readConfig(join(folder, configName))).toMatchObject({
    environments: [{ name: 'prod', account: '111122223333', region: 'us-east-1' }],
    repositories: [{ name: 'my-service' }],
  });
});

test('what it shows in comments is valid too', () => {
  writeStarter(folder);
  const shown = content(configName).replace(/^( *)# (?!yaml-language-server)/gm, '$1');
  for (const key of ['publishers', 'builds', 'contributors', 'checks']) expect(shown).toContain(`\n${key}:`);
  expect(shown).toContain('\n    pullers:\n');
  expect(problemsInFile(shown)).toEqual([]);
});

test('fails when a config is there already, and leaves it as it was', () => {
  writeFileSync(join(folder, configName), 'mine');
  expect(problemsOf(() => writeStarter(folder))).toEqual([`${configName} already exists. Move it away first.`]);
  expect(content(configName)).toBe('mine');
  expect(existsSync(join(folder, 'cdk.json'))).toBe(false);
});

test('a cdk.json that is there stays, and says what it has to run', () => {
  writeFileSync(join(folder, 'cdk.json'), '{"app":"mine"}');
  expect(writeStarter(folder).split('\n')).toEqual([
    `Wrote ${configName}.`,
    `Kept the existing cdk.json. Its app must run ${app}.`,
    install,
    last,
  ]);
  expect(content('cdk.json')).toBe('{"app":"mine"}');
});

test('the output has no install command when the package is installed', () => {
  mkdirSync(join(folder, 'node_modules/cdk-ecr-publishing/bin'), { recursive: true });
  writeFileSync(join(folder, app), '');
  expect(writeStarter(folder).split('\n')).toEqual([`Wrote ${configName}.`, 'Wrote cdk.json.', last]);
});

test('it runs once', () => {
  writeStarter(folder);
  const before = content(configName);
  expect(problemsOf(() => writeStarter(folder))).toHaveLength(1);
  expect(content(configName)).toBe(before);
});
