import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../e2e/run-command';
import { step } from '../e2e/step';
import { systemPython } from '../e2e/python-environment';
import { folderOf, languagesFolder, packagesFolder, projectFolder } from './places';
import { type CdkApp } from './templates';

const environment = join(languagesFolder, 'python');
const python = join(environment, 'bin', 'python');

/** Installs the wheel of dist/ in a new virtual environment, with the aws-cdk-lib of the examples. */
export async function installPython(): Promise<void> {
  const wheel = readdirSync(join(packagesFolder, 'python')).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error('dist/python has no wheel; run npm run package first');
  step('Python: installing the wheel');
  rmSync(environment, { recursive: true, force: true });
  await runCommand(await systemPython(), ['-m', 'venv', environment]);
  const requirements = join(projectFolder, 'examples/registry-in-code/python/requirements.txt');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile'];
  const from = ['--find-links', join(packagesFolder, 'python'), '--requirement', requirements];
  await runCommand(python, [...pip, ...from], { env: { ...process.env, PIP_CACHE_DIR: folderOf('pip') } });
}

/** The Python app of an example. */
export function pythonApp(example: string): CdkApp {
  const folder = join(projectFolder, 'examples', example, 'python');
  return { command: [python, '-B', 'app.py'], folder };
}

export const pythonBadInput: CdkApp = { command: [python, '-B', 'bad_input.py'], folder: join(__dirname, 'bad-input') };
