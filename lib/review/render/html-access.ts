import { html, type Html } from '../../private/text/html';
import { type AccessAlternative, oneOfThese, withCommon } from './access-alternatives';
import { type AccessEntry } from './access-entries';
import { type AccessGroup } from './access-groups';
import { type PageSection } from './html-page';
import { firstOf, repositoryName } from './name-list';
import { plainText } from './plain-text';
import { shownPrincipal } from './shown-principal';
import { sourceNames, sourceText } from './source-text';

/** The content of a table of access. */
export interface AccessTable {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly AccessGroup[];
  /** The kinds of the principals, by principal. */
  readonly kinds: ReadonlyMap<string, string>;
  /** The text for a repository without access. */
  readonly noAccess: string;
}

/** The number of sources to show. Further ones are only counted. */
const mostSources = 3;
/** More names than this scroll in a box. A printed page shows all of them. */
const mostInView = 24;

/** A table of access. Repositories or roles with the same access share a body, which has a row for each entry. */
export function htmlAccess({ id, title, groups, kinds, noAccess }: AccessTable): PageSection {
  const content = html`<table>
    <thead>
      <tr>
        <th scope="col" class="can">Can</th>
        <th scope="col" class="who">Who</th>
        <th scope="col" class="when">When</th>
        <th scope="col" class="by">By</th>
      </tr>
    </thead>
    ${groups.map((group) => groupBody(group, kinds, noAccess))}
  </table>`;
  return { id, title, content };
}

function groupBody(
  { names, place, entries, partly }: AccessGroup,
  kinds: AccessTable['kinds'],
  noAccess: string,
): Html {
  const closed = html`<tr>
    <td colspan="4" class="soft">
      ${partly === undefined ? noAccess : `Only a part is granted: ${plainText(partly)}`}
    </td>
  </tr>`;
  const codes = names.map((name) => html`<code>${plainText(repositoryName(name))}</code> `);
  const where = place === '' ? '' : html`<span class="soft">in ${plainText(place)}</span>`;
  return html`<tbody data-name="${names.map(plainText).join(' ')}">
    <tr>
      <th scope="rowgroup" colspan="4">${inView(codes, 'Repositories')}${where}</th>
    </tr>
    ${entries.map((entry) => entryRow(entry, kinds))}${entries.length === 0 || partly !== undefined ? closed : ''}
  </tbody> `;
}

function inView(parts: readonly Html[], label: string): Html {
  if (parts.length <= mostInView) return html`${parts}`;
  return html`<div class="many" tabindex="0" role="group" aria-label="${label}">${parts}</div>`;
}

function entryRow(entry: AccessEntry, kinds: AccessTable['kinds']): Html {
  const { who, role, operations, alternatives, sources } = entry;
  const { common, alternatives: own } = withCommon(alternatives);
  const can = operations.map((operation) => html`<span class="operation ${operation}">${operation}</span> `);
  const principals = who.map(({ principal, through }) => {
    const { name, kind } = shownPrincipal(principal, entry, kinds.get(principal));
    return html`<div>
      <code>${plainText(name)}</code>${kindText(kind)}${
        through === '' ? '' : html` <span class="soft">through</span> <code>${plainText(through)}</code>`
      }
    </div>`;
  });
  const as =
    role === ''
      ? ''
      : html`<span class="soft">${who.length === 1 ? 'as' : 'each as'}</span> <code>${plainText(role)}</code>`;
  const names = firstOf(sourceNames(sources), mostSources).map((name) => html`<div><code>${name}</code></div>`);
  const places = firstOf(sources.map(sourceText), mostSources * 3).join('; ');
  return html`<tr data-row>
    <td data-label="can">${can}</td>
    <td data-label="who">${inView(principals, 'Principals')}${as}</td>
    <td data-label="when">${common.length === 0 ? own.map(alternativeHtml) : commonHtml(common, own)}</td>
    <td data-label="by"><div title="${places}">${names}</div></td>
  </tr> `;
}

function kindText(kind: string): Html {
  if (kind === 'everybody') return html` <span class="anyone">anyone</span>`;
  return html` <span class="soft">${plainText(kind)}</span>`;
}

/** The conditions that all alternatives have, then the others of each alternative. */
function commonHtml(common: readonly string[], alternatives: readonly AccessAlternative[]): Html {
  const others = alternatives.map(({ conditions }, index) => html`${index === 0 ? '' : orHtml}${listOf(conditions)}`);
  return html`<div>
    <span class="decision conditional">only if</span>${listOf(common)}<span class="soft">${oneOfThese}</span>${others}
  </div>`;
}

const orHtml = html`<span class="soft">or</span> `;

function listOf(conditions: readonly string[]): Html {
  return html`<ul>
    ${conditions.map((condition) => html`<li><code>${plainText(condition)}</code></li>`)}
  </ul>`;
}

function alternativeHtml({ decision, conditions }: AccessAlternative, index: number): Html {
  const allowed = conditions.length === 0 ? 'always' : 'allowed if';
  const text = { allowed, conditional: 'only if', unknown: 'unknown until deployment' }[decision];
  return html`<div>
    ${index === 0 ? '' : orHtml}<span class="decision ${decision}">${text}</span
    >${conditions.length === 0 ? '' : listOf(conditions)}
  </div>`;
}
