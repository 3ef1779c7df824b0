import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { e2eFolder, workFolder } from './places';
import { runCommand, succeeds } from './run-command';
import { step } from './step';

const environment = join(workFolder, 'python');
const requirements = join(e2eFolder, 'requirements.txt');
/** Written last, so an interrupted installation never counts as done. */
const installed = join(environment, 'installed-requirements.txt');

/** The path of a Python that has the pinned moto, in a virtual environment of its own that is made when needed. */
export async function preparePython(): Promise<string> {
  const python = join(environment, 'bin', 'python');
  if (await isRight(python)) {
    step(`reusing the Python environment in ${environment}`);
    return python;
  }
  const systemPython = (await findPython()) ?? (await installPython());
  step(`making a Python environment in ${environment}`);
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(workFolder, { recursive: true });
  await runCommand(systemPython, ['-m', 'venv', environment]);
  step('installing the pinned moto and what it needs into it');
  // The file names every package that is needed, so nothing may be resolved beyond it; Python compiles on first use.
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile'];
  await runCommand(python, [...pip, '--requirement', requirements]);
  copyFileSync(requirements, installed);
  return python;
}

async function isRight(python: string): Promise<boolean> {
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(requirements, 'utf8')) return false;
  return succeeds(python, ['-c', 'import boto3, flask']);
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
