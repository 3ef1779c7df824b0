import { html, type Html } from '../../private/html';
import { type Finding } from '../findings';
import { type PageSection } from './html-page';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { sourceText } from './source-text';

/** Findings, the worst first, then what was acknowledged and why. */
export function htmlFindings(findings: readonly Finding[], title: string): PageSection[] {
  const ordered = orderedFindings(findings);
  const open = ordered.filter(({ acknowledged }) => acknowledged === undefined);
  const known = ordered.filter(({ acknowledged }) => acknowledged !== undefined);
  return [...section('findings', title, open), ...section('acknowledged', 'Acknowledged', known)];
}

function section(id: string, title: string, findings: readonly Finding[]): PageSection[] {
  if (findings.length === 0) return [];
  const content = html`<ul>
    ${findings.map(item)}
  </ul>`;
  return [{ id, title: `${title} (${findings.length})`, content }];
}

function item({ id, severity, message, fix, source, acknowledged }: Finding): Html {
  const known = acknowledged === undefined ? '' : 'known';
  const reason = acknowledged === undefined ? '' : html`<p><strong>Acknowledged:</strong> ${prose(acknowledged)}</p>`;
  return html`<li class="finding ${severity} ${known}" data-finding>
    <span class="severity">${severity}</span><code>${plainText(id)}</code>${reason}
    <p>${prose(message)}</p>
    <p><strong>Fix:</strong> ${prose(fix)}</p>
    <p class="soft">${sourceText(source)}</p>
  </li> `;
}

/** A sentence with code in backticks. */
function prose(text: string): Html {
  const parts = plainText(text).split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}
