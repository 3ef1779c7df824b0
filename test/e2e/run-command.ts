import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; any exit but 0 throws, with all that the program said. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutput> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done({ stdout, stderr });
      else fail(new Error(`${program} ${args.join(' ')} ended with ${code ?? 'a signal'}\n${stdout}\n${stderr}`));
    });
  });
}

/** Whether a program runs and ends well. */
export function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  return runCommand(program, args).then(
    () => true,
    () => false,
  );
}
