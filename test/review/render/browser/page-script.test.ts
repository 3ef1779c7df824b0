import { readFileSync } from 'node:fs';
import { pageScript } from '../../../../lib/review/render/html-page';
import { pageScriptPath, renderPageScript } from '../../../../scripts/page-script';

test('the committed script of the page is the bundle of its source: `npm run page-script` writes it', () => {
  expect(readFileSync(pageScriptPath, 'utf8')).toBe(renderPageScript());
});

test('the script is one function that leaves nothing in the page', () => {
  expect(pageScript).toMatch(/^"use strict";\n\(\(\) => \{\n[^]*\n\}\)\(\);\n$/);
});
