import { html, type Html } from '../../private/html';
import { type AccessEntry, type AccessGroup } from './access-groups';
import { type PageSection } from './html-page';
import { plainText } from './plain-text';
import { sourceName, sourceText } from './source-text';

/** Everything that a table of access shows; `kinds` is by principal. */
export interface AccessTable {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly AccessGroup[];
  readonly kinds: ReadonlyMap<string, string>;
}

/** A table of access: a body for each repository or role, and a row for each way in. */
export function htmlAccess({ id, title, groups, kinds }: AccessTable): PageSection {
  const content = html`<table>
    <thead>
      <tr>
        <th scope="col" class="can">Can</th>
        <th scope="col" class="who">Who</th>
        <th scope="col" class="when">When</th>
        <th scope="col" class="by">By</th>
      </tr>
    </thead>
    ${groups.map((group) => groupBody(group, kinds))}
  </table>`;
  return { id, title, content };
}

function groupBody({ name, places, entries }: AccessGroup, kinds: ReadonlyMap<string, string>): Html {
  const place = places.length === 0 ? '' : ` in ${places.map(plainText).join('; ')}`;
  const nobody =
    entries.length === 0
      ? html`<tr>
          <td colspan="4" class="soft">These templates let nobody in.</td>
        </tr>`
      : '';
  const shown = plainText(name);
  return html`<tbody data-name="${shown}">
    <tr>
      <th scope="rowgroup" colspan="4"><code>${shown}</code><span class="soft">${place}</span></th>
    </tr>
    ${entries.map((entry) => entryRow(entry, kindOf(entry.principal, kinds)))}${nobody}
  </tbody> `;
}

/** A change doesn't say of what kind its principals are; that one is everybody has to show all the same. */
function kindOf(principal: string, kinds: ReadonlyMap<string, string>): string {
  return kinds.get(principal) ?? (principal === '*' ? 'everybody' : '');
}

function entryRow({ principal, via, operations, decision, conditions, source }: AccessEntry, kind: string): Html {
  const can = operations.map((operation) => html`<span class="operation ${operation}">${operation}</span> `);
  const as = via === '' ? '' : html`<br /><span class="soft">as</span> <code>${plainText(via)}</code>`;
  const sort =
    kind === 'everybody'
      ? html` <span class="everybody">everybody</span>`
      : html` <span class="soft">${plainText(kind)}</span>`;
  const reasons = conditions.map((condition) => html`<li><code>${plainText(condition)}</code></li>`);
  const list =
    reasons.length === 0
      ? ''
      : html`<ul>
          ${reasons}
        </ul>`;
  const by = html`<code title="${sourceText(source)}">${sourceName(source)}</code>`;
  return html`<tr data-row>
    <td data-label="can">${can}</td>
    <td data-label="who"><code>${plainText(principal)}</code>${sort}${as}</td>
    <td data-label="when"><span class="decision ${decision}">${decisionText(decision)}</span>${list}</td>
    <td data-label="by">${by}</td>
  </tr> `;
}

function decisionText(decision: AccessEntry['decision']): string {
  return { allowed: 'always', conditional: 'only where', unknown: 'unknown: only the deploy tells' }[decision];
}
