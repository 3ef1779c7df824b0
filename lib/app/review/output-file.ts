import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../input-file';

/** Writes a report where the user wants it, as in `.github/workflows`, which need not be there yet. */
export function writeOutput(path: string, text: string): void {
  try {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException;
    fail(`${path} must be a file that can be written, got ${code}`);
  }
}
