import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { e2eFolder, workFolder } from './places';
import { step } from './step';

const log = join(workFolder, 'moto.log');

/** A local AWS on a free port of 127.0.0.1, empty at its start. */
export class MotoServer {
  /** `settings` are the environment variables that moto itself reads. */
  public static async start(python: string, settings: Readonly<Record<string, string>> = {}): Promise<MotoServer> {
    mkdirSync(workFolder, { recursive: true });
    const logFile = openSync(log, 'w');
    const env = { ...settings, PATH: process.env.PATH, PYTHONPYCACHEPREFIX: join(workFolder, 'pycache') };
    // The server stops when its input closes, so it cannot outlive this process, even if this is killed.
    const child = spawn(python, ['-m', 'moto_plugin'], { cwd: e2eFolder, env, stdio: ['pipe', 'pipe', logFile] });
    closeSync(logFile);
    const port = await firstLine(child);
    const server = new MotoServer(child, `http://127.0.0.1:${port}`);
    step(`moto serves AWS on ${server.endpoint} (process ${child.pid ?? '?'}, log in ${log})`);
    return server;
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly endpoint: string,
  ) {}

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(impatience);
    step('moto has stopped');
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('moto has no output to read its port from');
  const lines = createInterface(child.stdout);
  const line = once(lines, 'line') as Promise<string[]>;
  const [first] = await Promise.race([line, once(child, 'exit').then(() => [])]);
  if (first === undefined) throw new Error(`moto did not start:\n${readFileSync(log, 'utf8')}`);
  return first;
}
