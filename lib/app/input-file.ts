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

/** Ends a command because a file holds no JSON. */
export function refuseNoJson(path: string): never {
  return fail(`${path} must be JSON; where it holds several answers, 'jq -s . FILE' makes a list of them`);
}

/** The text of a file. */
function readText(path: string): string {
  // Some editors and shells start a text with a byte order mark.
  return attempt(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
}

/** Reads, and says in a line what stands in the way. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return fail(`${path} ${reasons[code] ?? `can't be read: ${code}`}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'must be a file, got a folder',
};

/** Ends a command with one line on what is wrong. */
export function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}
