import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as publicApi from 'cdk-ecr-publishing';

const root = join(__dirname, '..');
const built = join(root, 'lib', 'index.js');
const names = Object.keys(publicApi).sort();

beforeAll(() => {
  if (!existsSync(built)) throw new Error('lib/index.js is not built; run npm run build first');
});

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim();
}

test('the built package has every export, by require and by import', () => {
  const required = node('-p', "JSON.stringify(Object.keys(require('./lib')).sort())");
  expect(JSON.parse(required)).toEqual(names);
  const script = `import { ${names.join(', ')} } from './lib/index.js'; console.log([${names.join(', ')}].includes(undefined))`;
  expect(node('--input-type=module', '--eval', script)).toBe('false');
});

test('other languages install no package that the API does not need', () => {
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Record<string, Record<string, unknown>>;
  expect(Object.keys(assembly.dependencies ?? {})).toEqual(['aws-cdk-lib', 'constructs']);
  expect(Object.keys(assembly.dependencyClosure ?? {})).not.toContain('cdk-nag');
});

test('the import of the built package loads none of its files, and a use those that it needs', () => {
  const loaded = (use: string) =>
    node('-p', `${use}; Object.keys(require.cache).filter((file) => /lib.(github|build|app)./.test(file)).length`);
  expect(loaded("require('./lib')")).toBe('0');
  expect(loaded("require('./lib').ImageRepository")).toBe('0');
  expect(Number(loaded("require('./lib').GitHubSubject"))).toBeGreaterThan(0);
});

test('the help of the built command line loads neither the CDK nor a rule or format of the review', () => {
  const script = [
    "require('./lib/app/cli').runCommandLine(['node', 'ecr-publishing', 'review', '--help']);",
    'console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /aws-cdk-lib|lib.review/.test(file))));',
  ].join(' ');
  const loaded = JSON.parse(node('--eval', script).split('\n').at(-1) ?? '') as string[];
  expect(loaded.map((file) => file.slice(root.length + 1).replaceAll('\\', '/'))).toEqual([
    'lib/review/index.js',
    'lib/review/render/format-names.js',
    'lib/review/access/operations.js',
  ]);
});
