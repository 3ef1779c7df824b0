import { readFileSync } from 'node:fs';
import { pageScript } from '../../../../lib/review/render/html-page';
import { pageScriptFolders, pageScriptPath, renderPageScript } from '../../../../scripts/page-script';

test.each(pageScriptFolders)(
  'the committed script of %s is the bundle of its source: `npm run page-script` writes it',
  (folder) => {
    expect(readFileSync(pageScriptPath(folder), 'utf8')).toBe(renderPageScript(folder));
  },
);

test('the script is one function that leaves nothing in the page', () => {
  expect(pageScript).toMatch(/^"use strict";\n\(\(\) => \{\n[^]*\n\}\)\(\);\n$/);
});
