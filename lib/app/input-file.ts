import { readFileSync } from 'node:fs';
import { ConfigError } from './config/problem';

/** The content of a JSON file. */
export function readJsonFile(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    return refuseNoJson(path);
  }
}

/** Ends a command because a file is not JSON. */
export function refuseNoJson(path: string): never {
  return fail(`${path} must be JSON. If it holds several JSON values, make a list of them with 'jq -s . FILE'.`);
}

/** The text of a file. */
function readText(path: string): string {
  // Some editors and shells start a text with a byte order mark.
  return attempt(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
}

/** Reads a file, or ends the command with the reason in one line. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return fail(`${path} ${reasons[code] ?? `can't be read: ${code}`}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'must be a file, got a folder',
};

/** Ends a command with a problem in one line. */
export function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}
