import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Assembly } from './api-domains';
import { fingerprintLine } from './api-fingerprint';
import { renderApi } from './api-pages';
import { renderCommandLine } from './command-line-page';
import { renderConfigReference } from './config-page';

const root = join(__dirname, '../..');

/** Writes the references. The package must be built. */
async function main(): Promise<void> {
  write('docs/reference/command-line.md', renderCommandLine());
  write('docs/reference/config.md', renderConfigReference());
  const assembly = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly;
  const [index, ...pages] = await renderApi(root, assembly);
  rmSync(join(root, 'docs/api'), { recursive: true, force: true });
  for (const { path, text } of pages) write(path, text.trim());
  if (index) write(index.path, `${index.text}\n\n${fingerprintLine(root)}`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${text}\n`);
}

void main();
