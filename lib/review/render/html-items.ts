import { html, type Html } from '../../private/text/html';
import { type Finding } from '../rules/finding';
import { type PageSection } from './html-page';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { findingItem, type ReportItem } from './report-items';
import { withoutSameItems } from './same-items';
import { sourceText } from './source-text';

/** The sections of findings: open ones with the worst first, then acknowledged ones with their reasons. */
export function htmlFindings(findings: readonly Finding[], title: string): PageSection[] {
  const items = orderedFindings(findings).map(findingItem);
  return [
    ...htmlItems(
      'findings',
      title,
      items.filter(({ tone }) => tone !== 'known'),
    ),
    ...htmlItems(
      'acknowledged',
      'Acknowledged',
      items.filter(({ tone }) => tone === 'known'),
    ),
  ];
}

/** A section of items, or no section if there are none. */
export function htmlItems(id: string, title: string, items: readonly ReportItem[]): PageSection[] {
  if (items.length === 0) return [];
  const content = html`<ul>
    ${withoutSameItems(items).map(item)}
  </ul>`;
  return [{ id, title: `${title} (${items.length})`, content }];
}

function item({ label, tone, title, isId, texts, source }: ReportItem): Html {
  const name = isId ? html`<code>${plainText(title)}</code>` : html`<strong>${prose(title)}</strong>`;
  const paragraphs = texts.map(({ head, text }) =>
    head === '' ? html`<p>${prose(text)}</p>` : html`<p><strong>${head}:</strong> ${prose(text)}</p>`,
  );
  return html`<li class="finding ${tone}" data-finding>
    <span class="severity">${plainText(label)}</span>${name}${paragraphs}
    <p class="soft">${sourceText(source)}</p>
  </li> `;
}

/** A sentence in which text between backticks is code. */
function prose(text: string): Html {
  const parts = plainText(text).split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}
