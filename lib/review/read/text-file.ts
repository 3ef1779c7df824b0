import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync, type Stats } from 'node:fs';

/** The text of a file, or the reason not to read it, worded to follow the file's name. */
export type TextFile = { readonly text: string } | { readonly problem: string };

export interface TextFileLimits {
  /** The most megabytes. Without it, the file may have any length. */
  readonly megabytes?: number;
  /** The remedy for a longer file. */
  readonly remedy?: string;
  /** Whether the text may come from a pipe, whose length is not known. */
  readonly pipes?: boolean;
}

/** Reads a text in UTF-8. Refuses anything else, so that no parser reports it in its own words. */
export function readTextFile(path: string, limits: TextFileLimits = {}): TextFile {
  try {
    const problem = kindProblem(statSync(path), limits);
    if (problem !== undefined) return { problem };
    const bytes = readFileSync(path);
    const wrong = encodingProblem(bytes);
    // Some editors and shells start a text with a byte order mark.
    return wrong === undefined ? { text: bytes.toString('utf8').replace(/^\uFEFF/, '') } : { problem: wrong };
  } catch (error) {
    return { problem: readProblem(error) };
  }
}

function kindProblem(
  found: Stats,
  { megabytes = Infinity, remedy, pipes = false }: TextFileLimits,
): string | undefined {
  if (found.isDirectory()) return readProblems.EISDIR;
  if (!found.isFile() && !pipes) return 'must be a file, got a pipe or a device. Save its content in a file.';
  const length = found.size / 2 ** 20;
  if (length <= megabytes) return undefined;
  return `must be at most ${megabytes} MB, got ${(Math.ceil(length * 10) / 10).toFixed(1)} MB. ${remedy ?? 'Use another file.'}`;
}

/** The first bytes of a text in UTF-16. */
const utf16Marks = ['fffe', 'feff'];

function encodingProblem(bytes: Buffer): string | undefined {
  if (utf16Marks.includes(bytes.subarray(0, 2).toString('hex'))) {
    return 'must be text in UTF-8, got UTF-16. Save it as UTF-8.';
  }
  if (bytes.includes(0)) return 'must be text in UTF-8, got a binary file. Use another file.';
  return isUtf8(bytes) ? undefined : 'must be text in UTF-8, got another encoding. Save it as UTF-8.';
}

/** The reason why a file or folder cannot be read, worded to follow its name. The error is one of Node. */
export function readProblem(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return readProblems[code] ?? 'cannot be read. Check that it is a file on this machine.';
}

const noPermission = 'cannot be read, because you have no permission. Ask its owner for it.';
const tooManyFiles = 'cannot be read, because too many files are open. Close other programs.';

/** The reasons by the codes of Node. */
const readProblems: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'must be a file, got a folder',
  EACCES: noPermission,
  EPERM: noPermission,
  ELOOP: 'cannot be read, because its symbolic links lead in a circle',
  ENAMETOOLONG: 'cannot be read, because its name is too long',
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  EIO: 'cannot be read, because the disk or network reports an error',
  ERR_FS_FILE_TOO_LARGE: 'is too large to be read at once',
  ERR_INVALID_ARG_VALUE: 'is not a valid file name',
};
