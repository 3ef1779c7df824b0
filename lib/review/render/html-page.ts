import { Html, html } from '../../private/text/html';
import { htmlDocument } from '../../private/text/html-document';
import { pageStyle } from './html-style';
import lines from './page-script.json';

/** The page's script, the same for every report. `npm run page-script` bundles it from the files in `browser`. */
export const pageScript = lines.join('\n');

/** A section of a page. The page lists its sections at the start. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

export interface Page {
  readonly title: string;
  readonly summary: Html;
  readonly sections: readonly PageSection[];
  /** JSON in which no markup can start. */
  readonly data: string;
}

/** Renders a page that needs no other file. */
export function htmlPage({ title, summary, sections, data }: Page): string {
  const body = html`<header>
      <h1>${title}</h1>
      ${summary}
      <nav aria-label="On this page">${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a> `)}</nav>
    </header>
    <main>${filters} ${sections.map(sectionHtml)}</main>
    ${new Html(`<script type="application/json" id="data">${data}</script>`)}`;
  return htmlDocument({ title, style: pageStyle, script: pageScript, body });
}

function sectionHtml({ id, title, content }: PageSection): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section> `;
}

const operations = ['pull', 'push', 'delete', 'configure', 'list', 'assume'].map((name) => box('can', name));
const decisions = ['allowed', 'conditional', 'unknown'].map((name) => box('is', name));

/** The form of the filters, which is hidden until the script runs. */
const filters = html`<form id="filters" role="search" aria-label="Filter" hidden>
  <input
    id="search"
    type="search"
    placeholder="Search names, accounts, conditions"
    aria-label="Search"
    autocomplete="off"
  />
  <fieldset>
    <legend>Can</legend>
    ${operations}
  </fieldset>
  <fieldset>
    <legend>Is</legend>
    ${decisions}
  </fieldset>
  <button type="reset">Show all</button>
  <button type="button" id="picked" hidden></button>
  <p id="status" role="status"></p>
</form>`;

function box(name: string, value: string): Html {
  return html`<label><input type="checkbox" name="${name}" value="${value}" /> ${value}</label> `;
}
