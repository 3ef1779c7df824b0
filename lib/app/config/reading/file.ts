import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { ConfigError } from '../problem';
import { parseConfig } from './yaml';

const mostBytes = 1024 * 1024;

/** The content of a YAML or JSON file as plain data, not yet validated. */
export function readConfigFile(path: string): unknown {
  return parseConfig(readText(path), basename(path));
}

function readText(path: string): string {
  try {
    const status = statSync(path);
    if (!status.isFile()) fail(`${path} must be a file`);
    if (status.size > mostBytes) fail(`${basename(path)} must be at most 1 MB, got ${status.size} bytes`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    return fail(
      code === 'ENOENT'
        ? `${path} does not exist. Run 'ecr-publishing init' to write a starter.`
        : `${path} can't be read: ${code}`,
    );
  }
}

function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}
