import { rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runCommand } from '../run-command';
import { folder, groundFolder } from './ground-places';
import { ServerProcess } from './server-process';

/** One Debian docker-registry with a password, empty at its start, on a free port of 127.0.0.1. */
export interface RegistryStorage {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startStorage(host: string, password: string, username = 'AWS'): Promise<RegistryStorage> {
  const at = join(groundFolder, 'storage', host);
  rmSync(at, { recursive: true, force: true });
  folder(at);
  const port = await freePort();
  const [config, users] = [join(at, 'config.yml'), join(at, 'htpasswd')];
  // Debian's own tool for such a file is in a package with a web server; perl is on every Debian.
  const bcrypt = 'print crypt($ARGV[0], q($2y$05$abcdefghijklmnopqrstuu))';
  const { stdout: hash } = await runCommand('perl', ['-e', bcrypt, password]);
  writeFileSync(users, `${username}:${hash}\n`);
  const settings = {
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: join(at, 'data') }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, host: `https://${host}`, secret: 'e2e' },
    auth: { htpasswd: { realm: host, path: users } },
  };
  writeFileSync(config, JSON.stringify(settings)); // JSON is YAML
  const env = { PATH: process.env.PATH };
  const server = ServerProcess.start(`registry-${host}`, ['docker-registry', 'serve', config], env);
  const url = `http://127.0.0.1:${port}`;
  const answers = async () => (await fetch(`${url}/v2/`)).status === 401;
  await server.ready(() => answers().catch(() => false));
  return { url, stop: () => server.stop() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port of 127.0.0.1 is free');
  return address.port;
}
