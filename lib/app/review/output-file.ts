import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../input-file';

/** Writes a report, in parts, to a file that the user names, such as one in `.github/workflows`, which it creates. */
export function writeOutput(path: string, text: string | Iterable<string>): void {
  try {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'w');
    try {
      for (const part of linesOf(text)) writeFileSync(file, part);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException;
    fail(`${path} must be a file that can be written, got ${code}`);
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
