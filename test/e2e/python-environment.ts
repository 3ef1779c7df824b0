import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { e2eFolder, workFolder } from './places';
import { runCommand, succeeds } from './run-command';
import { step } from './step';

/** The virtual environments. A `requirements-*.txt` pins the packages of each. */
const environments = {
  moto: { imports: 'boto3, flask' },
  checkers: { imports: 'cfnlint, checkov' },
  aws: { imports: 'awscli' },
  sarif: { imports: 'sarif.loader' },
};

type EnvironmentName = keyof typeof environments;

/** Returns the path of a Python with the pinned packages. Its virtual environment is created when needed. */
export async function preparePython(name: EnvironmentName): Promise<string> {
  const environment = join(workFolder, `python-${name}`);
  const python = join(environment, 'bin', 'python');
  const requirements = join(e2eFolder, `requirements-${name}.txt`);
  /** Written last, so an interrupted installation never counts as done. */
  const installed = join(environment, 'installed-requirements.txt');
  if (
    haveSameText(requirements, installed) &&
    (await succeeds(python, ['-c', `import ${environments[name].imports}`]))
  ) {
    step(`reusing the Python environment in ${environment}`);
    return python;
  }
  const pythonOfSystem = await systemPython();
  step(`making a Python environment in ${environment}`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  await runCommand(pythonOfSystem, ['-m', 'venv', environment]);
  step(`installing what requirements-${name}.txt pins into it`);
  // The file names every package that is needed, so nothing may be resolved beyond it; Python compiles on first use.
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  await runCommand(python, [...pip, '--requirement', requirements]);
  copyFileSync(requirements, installed);
  return python;
}

function haveSameText(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8');
}

/** Returns a Python that can make virtual environments. It is installed when needed. */
export async function systemPython(): Promise<string> {
  return (await findPython()) ?? installPython();
}

async function findPython(): Promise<string | undefined> {
  for (const candidate of ['python3', '/usr/bin/python3']) {
    const canMakeEnvironments = 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)';
    if (await succeeds(candidate, ['-c', canMakeEnvironments])) return candidate;
  }
  return undefined;
}

async function installPython(): Promise<string> {
  if (process.getuid?.() !== 0 || !(await succeeds('apt-get', ['--version']))) {
    throw new Error('The e2e needs python3 (3.11 or newer) with venv: install it, or run as root on Debian.');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  step('no python3 with venv here: installing Debian packages python3 and python3-venv');
  await runCommand('apt-get', ['update', '-qq'], { env });
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3', 'python3-venv'], { env });
  const python = await findPython();
  if (!python) throw new Error('python3 and python3-venv are installed, but no python3 of 3.11 or newer can use venv.');
  return python;
}
