import fc from 'fast-check';
import { escapeHtml, Html, html } from '../../../lib/private/text/html';

test('writes text as text, in content and in attributes', () => {
  const name = `</td><script>"'&\``;
  expect(html`<td title="${name}">${name}</td>`.markup).toBe(
    '<td title="&lt;/td&gt;&lt;script&gt;&quot;&#39;&amp;&#96;">&lt;/td&gt;&lt;script&gt;&quot;&#39;&amp;&#96;</td>',
  );
});

test('writes markup as markup, one piece or many', () => {
  const names = [html`<b>${1}</b>`, html`<b>${'<'}</b>`];
  expect(html`<p>${names}${new Html('<!-- end -->')}</p>`.markup).toBe('<p><b>1</b><b>&lt;</b><!-- end --></p>');
});

test('lets no character through that opens or closes anything, and loses none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'&<>"\'`;#a=/ lt'.split('')) }), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/);
      const back: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
      expect(escaped.replace(/&([^;]+);/g, (_, name: string) => back[name] ?? '?')).toBe(text);
    }),
    { numRuns: 500 },
  );
});
