import { Html, html, escapeHtml } from '../../private/text/html';
import { htmlDocument } from '../../private/text/html-document';
import { type GuideBlock, type GuidePage, type GuideSection, type IndexedPage, type Prose } from './guide-page';
import { guideStyle } from './guide-style';
import { indexContent } from './index-html';
import lines from './page-script.json';
import { proseHtml } from './prose-html';

/** The script of the pages, the same for every guide. `npm run page-script` bundles it from the files in `browser`. */
export const guideScript = lines.join('\n');

/** Renders pages as one document that needs no other file. */
export function guideHtml(pages: readonly GuidePage[]): string {
  const [only, ...others] = pages;
  if (only && others.length === 0) return pageHtml(only);
  const articles = pages.map((page, index) => articleHtml(page, `repository-${index + 1}`));
  const indexed = pages.map((page, index) => ({ page, address: `#repository-${index + 1}` }));
  return documentHtml(
    'Container images',
    html`<header>${indexContent(indexed)}</header>
      <main>${articles}</main>`,
  );
}

/** @param index the file of the index. A page that is alone has none. */
export function pageHtml(page: GuidePage, index?: string): string {
  const back = index === undefined ? '' : html`<p class="screen"><a href="${index}">All repositories</a></p>`;
  return documentHtml(page.name, html`<main>${back}${articleHtml(page, 'repository')}</main>`);
}

/** Renders an index with links to the files of the pages. */
export function indexHtml(files: readonly IndexedPage[]): string {
  const indexed = files.map(({ page, file }) => ({ page, address: file }));
  return documentHtml('Container images', html`<main>${indexContent(indexed)}</main>`);
}

function documentHtml(title: string, body: Html): string {
  return htmlDocument({ title, style: guideStyle, script: guideScript, body });
}

function articleHtml({ name, sections }: GuidePage, id: string): Html {
  return html`<article id="${id}">
    <h1><code>${name}</code></h1>
    <nav aria-label="On this page">
      ${sections.map((section) => html`<a href="#${id}-${section.id}">${section.title}</a> `)}
    </nav>
    ${sections.map((section) => sectionHtml(section, id))}
  </article> `;
}

function sectionHtml({ id, title, blocks }: GuideSection, page: string): Html {
  return html`<section id="${page}-${id}" aria-labelledby="${page}-${id}-title">
    <h2 id="${page}-${id}-title">${title}</h2>
    ${blocks.map(blockHtml)}
  </section> `;
}

function blockHtml(block: GuideBlock): Html {
  switch (block.kind) {
    case 'text':
      return html`<p>${proseHtml(block.text)}</p> `;
    case 'list':
      return html`<ul class="items">
        ${block.items.map((item) => html`<li>${proseHtml(item)}</li> `)}
      </ul> `;
    case 'table':
      return tableHtml(block.head, block.rows);
    case 'file':
      return codeHtml(block.text, '');
    case 'commands':
      return codeHtml(block.lines.join('\n'), block.id);
  }
}

function tableHtml(head: readonly string[], rows: readonly (readonly Prose[])[]): Html {
  return html`<table class="columns-${head.length}">
    <thead>
      <tr>
        ${head.map((cell) => html`<th scope="col">${cell}</th> `)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, index) => html`<td data-label="${head[index] ?? ''}">${proseHtml(cell)}</td> `)}
          </tr> `,
      )}
    </tbody>
  </table> `;
}

/** Renders the exact text, so that commands can be copied and run. */
function codeHtml(content: string, id: string): Html {
  const data = id === '' ? '' : ` data-command="${escapeHtml(id)}"`;
  return new Html(`<pre${data}><code>${escapeHtml(content)}</code></pre>\n`);
}
