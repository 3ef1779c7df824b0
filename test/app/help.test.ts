import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { commandExamples } from '../../lib/app/command-examples';
import { readConfig } from '../../lib/app/config';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import packageJson from '../../package.json';
import { folderWith, run } from './command';
import { commandNames } from './command-names';

const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 };

/** A folder with every file that an example reads. */
function exampleFolder(): string {
  const config = readFileSync(join(__dirname, '../../examples/registry/ecr-publishing.yaml'), 'utf8');
  const folder = folderWith({
    'ecr-publishing.yaml': config,
    'policy.json': { rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] },
    'images.json': { imageDetails: [] },
  });
  const app = new App({ outdir: join(folder, 'cdk.out') });
  addRegistryStacks(app, readConfig(join(folder, 'ecr-publishing.yaml')));
  app.synth();
  return folder;
}

const home = process.cwd();

afterEach(() => {
  process.chdir(home);
});

test('--version prints the version of the package, in short too', () => {
  const printed = { stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 };
  expect(run('--version')).toEqual(printed);
  expect(run('-V')).toEqual(printed);
});

test('every command has one example, and no other command has one', () => {
  expect(Object.keys(commandExamples).sort()).toEqual(['', ...commandNames()].sort());
});

test.each(Object.entries(commandExamples))("the help of '%s' ends with its example", (name, { does, command }) => {
  const { stdout, stderr, exitCode } = run(...(name === '' ? [] : [name]), '--help');
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout.split('\n').slice(-4)).toEqual(['', `Example, to ${does}:`, `  ${command}`, '']);
});

test.each(Object.entries(commandExamples))("the example of '%s' runs", (name, { command }) => {
  const [, ...args] = (/ecr-publishing [^)]*/.exec(command)?.[0] ?? '').split(' ');
  expect(name === '' || args[0] === name).toBe(true);
  process.chdir(args[0] === 'init' ? folderWith({}) : exampleFolder());
  expect(run(...args)).toMatchObject({ stderr: '', exitCode: 0 });
});
