import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderCommandLine } from './command-line-page';
import { renderConfigReference } from './config-page';

const root = join(__dirname, '../..');

/** Writes the pages that are made from the schema of the config and from the commands. */
for (const [path, text] of [
  ['docs/reference/command-line.md', renderCommandLine()],
  ['docs/reference/config.md', renderConfigReference()],
] as const) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${text}\n`);
}
