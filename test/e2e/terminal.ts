import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandOutput, runCommand } from './run-command';

/** Stops at the first command that fails, unlike a terminal: there the reader would see it. */
const runner = 'source "$0"; trap "export -p > \\"$0\\"" EXIT; set -euo pipefail; ';

/** A terminal that tests paste commands into. Exported variables of a block stay for the next one. */
export class Terminal {
  /** The current folder, below the home of its user. */
  public readonly folder: string;
  private readonly state: string;

  public constructor(env: NodeJS.ProcessEnv) {
    this.folder = mkdtempSync(join(env.HOME ?? '', 'terminal-'));
    this.state = join(this.folder, 'exported');
    const lines = Object.entries(env).map(
      ([name, value = '']) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
    );
    writeFileSync(this.state, lines.join(''));
  }

  public run(command: string): Promise<CommandOutput> {
    return runCommand('/bin/bash', ['-c', runner + command, this.state], { cwd: this.folder, env: {} });
  }

  /** The exported variable of a name, as bash writes it. */
  public exported(name: string): string | undefined {
    return readFileSync(this.state, 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`declare -x ${name}=`));
  }
}
