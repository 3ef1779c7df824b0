import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { circlesOf, importedFiles } from './import-circles';

const root = join(__dirname, '..');
const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'cdk.out'].includes(entry.name) ? [] : filesBelow(path);
    return /(?<!\.d)\.ts$/.test(path) ? [path] : [];
  });
}

/** The imports of files that exist only here, by their text. */
function importsOf(texts: Readonly<Record<string, string>>): Map<string, string[]> {
  const exists = (path: string): boolean => path in texts;
  return new Map(Object.entries(texts).map(([file, text]) => [file, importedFiles(file, exists, text)]));
}

test('no file imports itself by way of others', () => {
  const files = ['lib', 'bin', 'test', 'examples', 'scripts'].flatMap((folder) => filesBelow(join(root, folder)));
  const imports = new Map(files.map((file) => [file, importedFiles(file, isFile)]));
  expect([...imports.values()].flat().length).toBeGreaterThan(files.length);
  expect(circlesOf(imports)).toEqual([]);
});

const statements = [
  `import { a } from './a';`,
  `import a from './a';`,
  `import * as a from './a';`,
  `import './a';`,
  `import { type A, a } from './a';`,
  `import a, { type A } from './a';`,
  `export { a } from './a';`,
  `export * from './a';`,
  `export { type A, a } from './a';`,
  `const a = () => import('./a');`,
  `const a = require('./a');`,
];

test.each(statements)('reports a circle by way of %s', (statement) => {
  const imports = importsOf({ 'x/a.ts': `import './b/index';`, 'x/b/index.ts': statement.replace('./a', '../a') });
  expect(circlesOf(imports)).toEqual([['x/a.ts', 'x/b/index.ts', 'x/a.ts']]);
});

test('reports a file that imports itself, and a circle of three that another file leads to', () => {
  const imports = importsOf({
    'a.ts': `import './b';`,
    'b.ts': `import './c';`,
    'c.ts': `import './d';`,
    'd.ts': `import './b'; import './d';`,
  });
  expect(circlesOf(imports)).toEqual([
    ['b.ts', 'c.ts', 'd.ts', 'b.ts'],
    ['d.ts', 'd.ts'],
  ]);
});

const types = [
  `import type { A } from './a';`,
  `import type A from './a';`,
  `import { type A } from './a';`,
  `export type { A } from './a';`,
  `export { type A } from './a';`,
  `type A = import('./a').A;`,
];

test.each(types)('accepts %s, which the compiler removes', (statement) => {
  expect(circlesOf(importsOf({ 'a.ts': `import './b';`, 'b.ts': statement }))).toEqual([]);
});

test('accepts two ways to one file', () => {
  const imports = importsOf({ 'a.ts': `import './b'; import './c';`, 'b.ts': `import './c';`, 'c.ts': '' });
  expect(circlesOf(imports)).toEqual([]);
});
