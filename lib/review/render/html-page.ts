import { createHash } from 'node:crypto';
import { Html, html } from '../../private/text/html';
import { pageStyle } from './html-style';
import lines from './page-script.json';

/** The page's script, the same for every report. `npm run page-script` bundles it from the files in `browser`. */
export const pageScript = lines.join('\n');

/** The hashes by which the page's security policy allows its own script and style. */
export const scriptHash = sourceHash(pageScript);
export const styleHash = sourceHash(pageStyle);

function sourceHash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A section of a page. The page lists its sections at the start. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

export interface Page {
  readonly title: string;
  readonly summary: readonly string[];
  readonly sections: readonly PageSection[];
  /** JSON in which no markup can start. */
  readonly data: string;
}

/** The page fetches nothing and runs only its own script. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  `script-src 'sha256-${scriptHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Renders a page that needs no other file. */
export function htmlPage({ title, summary, sections, data }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${new Html(`<style>${pageStyle}</style>`)}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${summary.map((line) => html`<p>${line}</p>`)}
          <nav aria-label="On this page">
            ${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a> `)}
          </nav>
        </header>
        <main>${filters} ${sections.map(sectionHtml)}</main>
        ${new Html(`<script type="application/json" id="data">${data}</script>`)}
        ${new Html(`<script>${pageScript}</script>`)}
      </body>
    </html> `.markup;
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
