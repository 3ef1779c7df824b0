import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads a Bash script, which is a file next to the code that renders it. The comments at its start are for readers of
 * the file, so they are omitted.
 */
export function shellScript(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
    .replace(/^(#.*\n)+/, '')
    .trimEnd();
}
