import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../input-file';

/**
 * Writes a report, in parts, to a file that the user names, such as one in `.github/workflows`, which it creates. The
 * file has its earlier content until all is written.
 */
export function writeOutput(path: string, text: string | Iterable<string>): void {
  attempt(path, 'file', () => {
    makeFolders(dirname(resolve(path)));
    const target = existsSync(path) ? realpathSync(path) : path;
    if (existsSync(target) && !statSync(target).isFile()) writeParts(target, 'w', text);
    else writeBeside(target, text);
  });
}

/** Makes a folder that the user names, and those around it. */
export function makeFolder(path: string): void {
  attempt(path, 'folder', () => {
    makeFolders(resolve(path));
  });
}

/** One after the other: Node's own way does not end in a folder such as `/proc`, which refuses new ones. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
}

function writeBeside(target: string, text: string | Iterable<string>): void {
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeParts(beside, 'wx', text);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeParts(path: string, flag: 'w' | 'wx', text: string | Iterable<string>): void {
  const file = openSync(path, flag);
  try {
    for (const part of linesOf(text)) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

/** The parts of a text, with a line end after the last if it has none. */
function* linesOf(text: string | Iterable<string>): Generator<string, void, undefined> {
  let last = '';
  for (const part of typeof text === 'string' ? [text] : text) {
    yield part;
    last = part === '' ? last : part;
  }
  if (!last.endsWith('\n')) yield '\n';
}

function attempt(path: string, what: 'file' | 'folder', write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    fail(`${path} must be a ${what} that can be ${what === 'file' ? 'written' : 'made'}, got ${code}`);
  }
}
