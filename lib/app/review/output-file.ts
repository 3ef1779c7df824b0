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
import { ConfigError } from '../config/problem';
import { reportFailure } from '../failure';
import { fail } from '../input-file';

/**
 * Writes text, in parts, to a file that the user names. Creates the folder of the file, such as `.github/workflows`. The
 * file keeps its earlier content until all parts are written.
 */
export function writeOutput(path: string, text: string | Iterable<string>): void {
  attempt(path, 'file', () => {
    createFolders(dirname(resolve(path)));
    const target = existsSync(path) ? realpathSync(path) : path;
    if (existsSync(target) && !statSync(target).isFile()) writeParts(target, 'w', text);
    else replaceFile(target, text);
  });
}

/** Creates a folder that the user names, and its parent folders. */
export function createFolder(path: string): void {
  attempt(path, 'folder', () => {
    createFolders(resolve(path));
  });
}

/** Creates folders one by one, because `recursive` of Node never returns in a folder that refuses new ones, such as `/proc`. */
function createFolders(path: string): void {
  if (existsSync(path)) return;
  createFolders(dirname(path));
  mkdirSync(path);
}

/** Writes a temporary file in the same folder, and then renames it. */
function replaceFile(target: string, text: string | Iterable<string>): void {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeParts(temporary, 'wx', text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
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
    fail(`${path} must be a ${what} that can be ${what === 'file' ? 'written' : 'created'}, got ${writeProblem(code)}`);
  }
}

/** Reports that the output of a command could not be written. */
export function reportUnwritten({ code = '' }: NodeJS.ErrnoException): void {
  const message = `The output must be a file or a pipe that can be written, got ${writeProblem(code)}`;
  reportFailure(new ConfigError([{ path: '', message }]));
}

function writeProblem(code: string): string {
  return writeProblems[code] ?? 'an error of the disk';
}

/** The reasons by the codes of Node. */
const writeProblems: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'a disk that is read-only',
  ENOSPC: 'a disk that is full',
  EDQUOT: 'a disk that is full',
  EISDIR: 'a folder',
  EEXIST: 'a path that leads through a file',
  ENOTDIR: 'a path that leads through a file',
  ENOENT: 'a folder that cannot be created',
  ENAMETOOLONG: 'a name that is too long',
  ELOOP: 'symbolic links that lead in a circle',
};
