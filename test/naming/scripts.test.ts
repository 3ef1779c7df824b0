import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinedScripts, shellFunctions, shellScript } from '../../lib/private/text/shell-script';
import { shellCheck } from '../shell-check';

const lib = join(__dirname, '../../lib');
const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh'));

test('there are scripts', () => {
  expect(files).toContain(join('naming', 'name-image.sh'));
});

test.each(files)('ShellCheck finds nothing in %s, also no matter of style', (file) => {
  const text = readFileSync(join(lib, file), 'utf8');
  // One script runs before its job has Bash.
  const shell = file === join('pipeline', 'scripts', 'prepare-job.sh') ? '/bin/sh' : '/usr/bin/env bash';
  expect(text.startsWith(`#!${shell}\n`)).toBe(true);
  expect(shellCheck(text)).toEqual([]);
});

test('a script is rendered without the comments at its head', () => {
  const text = shellScript(join(lib, 'naming'), 'digest-of.sh');
  expect(text).toMatch(/^digest_of\(\) \{\n[^]*\n\}$/);
});

test('functions have the first sentence about each of them as a comment', () => {
  const text = shellFunctions(join(lib, 'naming'), 'revision-of.sh');
  expect(text.match(/^(#.*|\w+\(\) \{.*)$/gm)).toEqual([
    'revision_of() { # DIGEST prints the commit of an image, or nothing if it is not known.',
    'images_of() { # COMMITS prints the lines COMMIT DIGEST for those commits whose own tag an image has, in the order of the commits.',
  ]);
  expect(text.replace(/(?<=\{) # .*$/gm, '')).toBe(shellScript(join(lib, 'naming'), 'revision-of.sh'));
});

test('functions without some of their parts lack those, and the lines that mark parts', () => {
  const rules = (...parts: [string[]?]) => {
    const text = shellFunctions(join(lib, 'naming'), 'name-image.sh', ...parts);
    expect(text).not.toMatch(/# (only|end)/);
    return [...text.matchAll(/^ {6}([a-z-]+)[:?*]*\)/gm)].map(([, rule]) => rule);
  };
  expect(rules(['commit', 'semantic-version'])).toEqual(['commit', 'semantic-version']);
  expect(rules(['branch', 'fixed'])).toEqual(['branch', 'fixed']);
  expect(rules()).toEqual(['commit', 'short-commit', 'branch', 'semantic-version', 'build-number', 'fixed']);
});

test('a script that others need too is joined once', () => {
  expect(joinedScripts('a', ['b', 'c'], ['b', 'a'], 'd')).toBe('a\nb\nc\nd');
});

test('the package contains the scripts', () => {
  const { files: packed } = JSON.parse(readFileSync(join(lib, '../package.json'), 'utf8')) as { files: string[] };
  expect(packed).toContain('lib/**/*.sh');
});
