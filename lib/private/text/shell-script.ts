import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads a script of bash that is a file beside the code that renders it. The comments at its head are for readers of the
 * file, so they are left out.
 */
export function shellScript(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
    .replace(/^(#.*\n)+/, '')
    .trimEnd();
}
