import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellScript } from '../../lib/private/text/shell-script';
import { shellCheck } from '../shell-check';

const lib = join(__dirname, '../../lib');
const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh'));

test('there are scripts', () => {
  expect(files).toContain(join('naming', 'name-image.sh'));
});

test.each(files)('ShellCheck finds nothing in %s, also no matter of style', (file) => {
  const text = readFileSync(join(lib, file), 'utf8');
  expect(text.startsWith('#!/usr/bin/env bash\n')).toBe(true);
  expect(shellCheck(text)).toEqual([]);
});

test('a script is rendered without the comments at its head', () => {
  const text = shellScript(join(lib, 'naming'), 'digest-of.sh');
  expect(text).toMatch(/^digest_of\(\) \{\n[^]*\n\}$/);
});

test('the package contains the scripts', () => {
  const { files: packed } = JSON.parse(readFileSync(join(lib, '../package.json'), 'utf8')) as { files: string[] };
  expect(packed).toContain('lib/**/*.sh');
});
