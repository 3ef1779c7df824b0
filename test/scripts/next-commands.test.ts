import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextCommands } from '../../scripts/next-commands';
import { run } from '../app/command';
import { synthesizeExample } from '../example-apps';

const root = join(__dirname, '../..');

/** The arguments of a command of the command line. */
function argumentsOf(command: string): string[] {
  return command.replace('npx tsx bin/ecr-publishing.ts ', '').split(' ');
}

test('the commands after npm start that need no AWS account work', () => {
  const { directory } = synthesizeExample('registry', () => undefined);
  const [[, review], [, show]] = nextCommands;
  const here = (word: string): string =>
    word.startsWith('cdk.out') ? word.replace('cdk.out', directory) : word.replace(/^examples/, join(root, 'examples'));
  expect(run(...argumentsOf(review).map(here))).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  expect(readFileSync(join(directory, 'review.html'), 'utf8')).toContain('<!doctype html>');
  expect(run(...argumentsOf(show).map(here))).toMatchObject({ stderr: '', exitCode: 0 });
});

test('the files that the commands name are in the clone', () => {
  const files = nextCommands.flatMap(([, command]) => command.match(/(bin|examples)\/[\w./-]+/g) ?? []);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(files.length).toBe(4);
});
