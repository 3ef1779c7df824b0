import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languagePages } from './language-page';
import { translateSnippets } from './translate';

const root = join(__dirname, '../..');

/** `npm run rosetta` compiles all snippets and checks the translated pages. With `write`, it writes the pages. */
async function main(write: boolean): Promise<void> {
  const translated = await translateSnippets();
  if (typeof translated === 'string') {
    fail(translated);
    return;
  }
  console.log(`${translated.count} snippets compile in strict mode, and are translated.`);
  const pages = languagePages(readFileSync(join(root, 'README.md'), 'utf8'), translated);
  for (const { path, text } of pages) {
    if (write) writeFileSync(join(root, path), text);
    else if (readFileSync(join(root, path), 'utf8') !== text) fail(`${path} is not up to date. Run npm run docs.`);
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

void main(process.argv.includes('write'));
