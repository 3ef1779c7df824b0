import { createHash } from 'node:crypto';
import { html } from '../../../lib/private/text/html';
import { htmlDocument } from '../../../lib/private/text/html-document';

const hash = (text: string) => createHash('sha256').update(text).digest('base64');
const page = { title: 'a < b', style: 'p { margin: 0; }', body: html`<p>hello</p>` };

function policyOf(document: string): string | undefined {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(document) ?? [];
  return policy?.replaceAll('&#39;', "'");
}

test('a page without a script allows its own style only', () => {
  const document = htmlDocument(page);
  expect(policyOf(document)).toBe(
    `default-src 'none'; style-src 'sha256-${hash(page.style)}'; base-uri 'none'; form-action 'none'`,
  );
  expect(document).toContain(`<style>${page.style}</style>`);
  expect(document).not.toContain('<script');
});

test('a page with a script allows that script too', () => {
  const script = 'document.title = "b";';
  const document = htmlDocument({ ...page, script });
  expect(policyOf(document)).toBe(
    `default-src 'none'; style-src 'sha256-${hash(page.style)}'; script-src 'sha256-${hash(script)}'; base-uri 'none'; form-action 'none'`,
  );
  expect(document).toMatch(/<p>hello<\/p>\s*<script>document\.title = "b";<\/script>\s*<\/body>/);
});

test('the title is text', () => {
  expect(htmlDocument(page)).toContain('<title>a &lt; b</title>');
});
