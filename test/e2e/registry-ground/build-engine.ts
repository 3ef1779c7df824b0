import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparePython } from '../python-environment';
import { type CommandOutput, runCommand } from '../run-command';
import { authorityFile } from './certificates';
import { installPackages } from './debian-packages';
import { startDockerDaemon } from './docker-daemon';
import { prepareGoTools } from './go-tools';
import { binFolder, folder, groundFolder } from './ground-places';

/** The machine that builds images, in place of a CodeBuild machine with Docker. */
export interface BuildEngine {
  /** The environment of a machine that no build ran on yet: no login, no builder. */
  freshMachine(): Promise<BuildMachine>;
  /** Docker as the machine's owner has it: not logged in. */
  docker(...args: readonly string[]): Promise<CommandOutput>;
  /** Makes an image from files of this machine by what the Docker daemon itself can. */
  makeImage(name: string, dockerfile: string, files: Readonly<Record<string, string>>): Promise<void>;
  push(name: string, password: string, username?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface BuildMachine {
  readonly env: NodeJS.ProcessEnv;
  /** Takes away what a build left: containers of builders and their volumes, logins. */
  discard(): Promise<void>;
}

export async function startBuildEngine(): Promise<BuildEngine> {
  await installPackages();
  await prepareGoTools('buildkit', 'buildx', 'regctl');
  const python = await preparePython('aws');
  const programs = toolsFolder(join(python, '..', 'aws'));
  const daemon = await startDockerDaemon();
  const machines = folder(join(groundFolder, 'machines'));
  const base = {
    PATH: [programs, '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':'),
    DOCKER_HOST: daemon.socket,
    SSL_CERT_FILE: authorityFile,
  };
  const docker = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCommand('/usr/bin/docker', args, { env: { ...base, ...env } });

  const removeContainers = async () => {
    const { stdout: containers } = await docker(['ps', '--all', '--quiet']);
    if (containers) await docker(['rm', '--force', '--volumes', ...containers.trim().split('\n')]);
    const { stdout: volumes } = await docker(['volume', 'ls', '--quiet']);
    if (volumes) await docker(['volume', 'rm', '--force', ...volumes.trim().split('\n')]);
  };

  const freshMachine = async (): Promise<BuildMachine> => {
    await removeContainers();
    const home = mkdtempSync(join(machines, 'machine-'));
    const config = join(home, '.docker');
    symlinkSync(join(binFolder, 'buildx'), join(folder(join(config, 'cli-plugins')), 'docker-buildx'));
    const discard = async () => {
      await removeContainers();
      rmSync(home, { recursive: true, force: true });
    };
    return { env: { ...base, HOME: home, DOCKER_CONFIG: config }, discard };
  };

  return {
    freshMachine,
    docker: (...args) => docker(args),
    makeImage: async (name, dockerfile, files) => {
      const context = mkdtempSync(join(machines, 'context-'));
      for (const [to, from] of Object.entries(files)) copyFileSync(from, join(context, to));
      writeFileSync(join(context, 'Dockerfile'), dockerfile);
      await docker(['build', '--tag', name, context], { DOCKER_BUILDKIT: '0' });
      rmSync(context, { recursive: true });
    },
    push: async (name, password, username = 'AWS') => {
      const machine = await freshMachine();
      const [host = ''] = name.split('/');
      await docker(['login', '--username', username, '--password', password, host], machine.env);
      await docker(['push', '--quiet', name], machine.env);
      await machine.discard();
    },
    stop: () => daemon.stop(),
  };
}

/** The programs that CodeBuild's images have and Debian has not, under their names. */
function toolsFolder(aws: string): string {
  const at = folder(join(groundFolder, 'programs'));
  const programs = { docker: '/usr/bin/docker', aws, regctl: join(binFolder, 'regctl') };
  for (const [name, target] of Object.entries(programs)) {
    rmSync(join(at, name), { force: true });
    if (!existsSync(target)) throw new Error(`${target} is not there`);
    symlinkSync(target, join(at, name));
  }
  return at;
}
