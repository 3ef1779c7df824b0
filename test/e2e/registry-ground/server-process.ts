import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folder, logFolder } from './ground-places';

/** Ends the server when its own input closes, so that a server cannot outlive this process, even if this is killed. */
const guard = `exec 3<&0
"$@" &
server=$!
{ cat <&3 >/dev/null; kill "$server" 2>/dev/null; } &
wait "$server"`;

/** A program that serves until it is stopped. */
export class ServerProcess {
  public static start(name: string, command: readonly string[], env: NodeJS.ProcessEnv): ServerProcess {
    const log = join(folder(logFolder), `${name}.log`);
    const logFile = openSync(log, 'w');
    const child = spawn('/bin/sh', ['-c', guard, name, ...command], { env, stdio: ['pipe', logFile, logFile] });
    closeSync(logFile);
    return new ServerProcess(name, child, log);
  }

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {}

  /** Waits until it answers. */
  public async ready(answers: () => Promise<boolean>, seconds = 60): Promise<void> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
      if (this.hasEnded()) break;
      if (await answers()) return;
      await sleep(100);
    }
    await this.stop();
    throw new Error(`${this.name} did not start:\n${readFileSync(this.log, 'utf8').slice(-4000)}`);
  }

  public async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.child, 'exit');
    this.child.stdin?.end();
    await ended;
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
