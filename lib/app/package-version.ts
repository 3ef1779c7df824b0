import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package. The path of package.json is the same from the sources and from the built files. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}
