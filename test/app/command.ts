import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommandLine } from '../../lib/app/cli';
import { plainTerminal, type Terminal } from '../../lib/private/text/terminal';

/** The output of a command, and its exit status. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, text as it is and data as JSON; it is gone after the test file. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Runs a command in this process, with its output in a pipe. */
export function run(...args: string[]): Ran {
  return runIn(plainTerminal, ...args);
}

/** Runs a command in this process, with its output in a terminal. */
export function runIn(terminal: Terminal, ...args: string[]): Ran {
  const printed = { stdout: '', stderr: '' };
  const capture = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += text.toString();
      return true;
    });
  const spies = [capture('stdout'), capture('stderr')];
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    runCommandLine(['node', 'ecr-publishing', ...args], terminal);
    return { ...printed, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
