import { writeFileSync } from 'node:fs';
import { fail } from '../input-file';

/** Writes a report where the user wants it. */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException;
    fail(`${path} must be a file that can be written, got ${code}`);
  }
}
