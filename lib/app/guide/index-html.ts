import { type Html, html } from '../../private/text/html';
import { type GuidePage, type IndexedReader } from './guide-page';
import { proseHtml } from './prose-html';

/** The most names in a cell. The search finds the others too. */
const mostNames = 4;

/** The index of a guide: its repositories, and who can push to and pull from them. */
export function indexContent(pages: readonly { readonly page: GuidePage; readonly address: string }[]): Html {
  return html`<h1>Container images</h1>
    <p class="soft">
      Who can push and pull, as the templates show. Each page has the conditions, and says what the templates do not
      show.
    </p>
    ${search}
    <table class="index">
      <thead>
        <tr>
          <th scope="col">repository</th>
          <th scope="col">can push</th>
          <th scope="col">can pull</th>
        </tr>
      </thead>
      <tbody>
        ${pages.map(({ page, address }) => rowHtml(page, address))}
      </tbody>
    </table>`;
}

/** The form of the search, which is hidden until the script runs. */
const search = html`<form id="index-search" role="search" hidden>
  <input
    id="search"
    type="search"
    placeholder="Search repositories, accounts, users, roles, organizations"
    aria-label="Search repositories and who can use them"
    autocomplete="off"
  />
  <p id="found" class="soft" role="status"></p>
</form>`;

function rowHtml({ name, env, readers }: GuidePage, address: string): Html {
  const [push, pull] = [readers.filter(({ canPush }) => canPush), readers.filter(({ canPull }) => canPull)];
  return html`<tr data-repository>
    <td>
      <a href="${address}"><code>${name}</code></a>
      <div class="soft">${env}</div>
    </td>
    <td${labelHtml('can push', push)}>${namesHtml(push)}</td>
    <td${labelHtml('can pull', pull)}>${namesHtml(pull)}</td>
  </tr> `;
}

/** The label of a cell in a narrow window. An empty cell has none. */
function labelHtml(label: string, readers: readonly IndexedReader[]): Html {
  return readers.length === 0 ? html`` : html` data-label="${label}"`;
}

/** The first names. All names of all readers are in the page, since the search compares its text. */
function namesHtml(readers: readonly IndexedReader[]): Html {
  const shown = readers.slice(0, mostNames).map(({ name }) => html`<div>${proseHtml(name)}</div>`);
  const more = readers.length - mostNames;
  const names = readers.flatMap((reader) => reader.names).join(' ');
  return html`${shown}${more > 0 ? html`<div class="soft">and ${more} more</div>` : ''}<span hidden>${names}</span>`;
}
