/**
 * Writes the scripts of the HTML pages: lib/review/render/page-script.json and lib/app/guide/page-script.json, each bundled
 * from the folder `browser` next to it. A fresh clone needs no build for them, since the files are committed;
 * `npm run page-script` runs this after a change of the source.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');

/** The folders of the pages that have a script. */
export const pageScriptFolders = ['lib/review/render', 'lib/app/guide'] as const;

export function pageScriptPath(folder: string): string {
  return join(root, folder, 'page-script.json');
}

/** The lines of the script in JSON, so that a change of the script can be read as lines too. */
export function renderPageScript(folder: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [`${folder}/browser/page.ts`],
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

if (require.main === module) {
  for (const folder of pageScriptFolders) writeFileSync(pageScriptPath(folder), renderPageScript(folder));
}
