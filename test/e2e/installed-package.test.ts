import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { cleanEnvironment } from './clean-environment';
import { projectFolder } from './places';
import { runCommand } from './run-command';
import { step } from './step';

/** Outside of the project, whose own packages would hide what an installation lacks. */
const folder = mkdtempSync(join(tmpdir(), 'installed-package-'));
const examples = readdirSync(join(projectFolder, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The packages that the pages of the examples install, in the versions of the other tests. */
const versions: Readonly<Record<string, string>> = packageJson.devDependencies;
const installed = ['aws-cdk-lib', 'constructs', 'cdk-nag', 'tsx', 'aws-cdk'].map((name) => `${name}@${versions[name]}`);

/** The commands of the first block of an example's page. */
function commandsOf(example: string): string[] {
  const page = readFileSync(join(projectFolder, 'examples', example, 'README.md'), 'utf8');
  const block = /```sh\n([^]*?)```/.exec(page)?.[1] ?? '';
  return block.split('\n').flatMap((line) => (line === '' ? [] : [line.replace(/ +# .*$/, '')]));
}

/** Runs commands as a user who pastes them, until one fails. */
function paste(commands: readonly string[], cwd = folder) {
  const environment = { ...cleanEnvironment(), CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false' };
  return runCommand('bash', ['-ec', commands.join('\n')], { cwd, env: environment });
}

let installation = '';

beforeAll(async () => {
  if (!existsSync(join(projectFolder, 'lib/index.js'))) throw new Error('not built; run npm run build first');
  step('packs the package and installs it in an empty folder');
  const options = ['--ignore-scripts', '--pack-destination', folder];
  await runCommand('npm', ['pack', ...options], { cwd: projectFolder });
  const tarball = `./${packageJson.name}-${packageJson.version}.tgz`;
  writeFileSync(join(folder, 'package.json'), '{}');
  const install = ['install', '--prefer-offline', '--no-fund', '--no-audit', '--ignore-scripts'];
  const { stdout, stderr } = await runCommand('npm', [...install, tarball, ...installed], { cwd: folder });
  installation = stdout + stderr;
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the installation prints no warning', () => {
  expect(installation).toMatch(/^\s*added \d+ packages in \S+\s*$/);
});

test('the command line runs from the installed package', async () => {
  const starter = ['mkdir starter', 'cd starter', 'ln -s ../node_modules node_modules', 'npx ecr-publishing init'];
  const commands = ['npx ecr-publishing check', 'npx cdk synth --quiet', 'npx ecr-publishing review cdk.out'];
  const { stdout } = await paste([...starter, ...commands]);
  expect(stdout).toContain('ecr-publishing.yaml is valid: 1 environment, 1 repository\n');
  expect(stdout).toContain('my-service');
  expect((await paste(['npx ecr-publishing --help'])).stdout).toMatch(/^Usage: ecr-publishing /);
});

test.each(examples)('the commands on the page of examples/%s work', async (example) => {
  const [install = '', ...commands] = commandsOf(example);
  expect(install.split(' ').slice(3).sort()).toEqual(expectedIn(install));
  const withoutAccount = commands.filter((command) => !command.startsWith('npx cdk deploy'));
  expect(withoutAccount.filter((command) => command.startsWith('npx cdk synth')).length).toBe(1);
  const place = join(folder, example);
  // The pages of a file alone begin with a new app in the folder of the installation. The others copy the example to its folder.
  const isFileAlone = withoutAccount.includes('npx ecr-publishing init');
  if (isFileAlone) {
    mkdirSync(place);
    symlinkSync(join(folder, 'node_modules'), join(place, 'node_modules'));
  }
  await paste(withoutAccount, isFileAlone ? place : folder);
  expect(readdirSync(join(place, 'cdk.out')).filter((name) => name.endsWith('.template.json'))).not.toEqual([]);
});

/** The packages after ours on the line that installs them: the CLI is pinned, and one file needs no `tsx`. */
function expectedIn(install: string): string[] {
  const names = ['aws-cdk-lib', 'constructs', 'cdk-nag', `aws-cdk@${packageJson.devDependencies['aws-cdk']}`];
  return [...names, ...(install.includes(' tsx ') ? ['tsx'] : [])].sort();
}
