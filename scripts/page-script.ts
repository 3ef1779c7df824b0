/**
 * Writes lib/review/render/page-script.json: the script of the review's page, bundled from lib/review/render/browser. A
 * fresh clone needs no build for it, since the file is committed; `npm run page-script` runs this after a change of the
 * source.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');

export const pageScriptPath = join(root, 'lib/review/render/page-script.json');

/** The lines of the script in JSON, so that a change of the script can be read as lines too. */
export function renderPageScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['lib/review/render/browser/page.ts'],
    absWorkingDir: root,
    tsconfig: 'tsconfig.browser.json',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild must write one file, got none');
  return `${JSON.stringify(script.text.split('\n'), null, 2)}\n`;
}

if (require.main === module) writeFileSync(pageScriptPath, renderPageScript());
