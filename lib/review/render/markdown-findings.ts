import { type Finding } from '../findings';
import { type MarkdownPart } from './markdown-fit';
import { markdownCode, markdownProse } from './markdown-text';
import { orderedFindings } from './ordered-findings';
import { sourceText } from './source-text';

/** Findings as a list, the worst first; acknowledged ones fold away. */
export function markdownFindings(findings: readonly Finding[]): {
  readonly open: MarkdownPart;
  readonly acknowledged: MarkdownPart;
} {
  const ordered = orderedFindings(findings);
  const open = ordered.filter(({ acknowledged }) => acknowledged === undefined);
  const known = ordered.filter(({ acknowledged }) => acknowledged !== undefined);
  return {
    open: { head: '### Findings\n', lines: open.map(findingItem), foot: '', what: ['finding', 'findings'] },
    acknowledged: {
      head: `<details><summary>${known.length} acknowledged</summary>\n`,
      lines: known.map(findingItem),
      foot: '\n</details>',
      what: ['acknowledged finding', 'acknowledged findings'],
    },
  };
}

function findingItem({ id, severity, message, fix, source, acknowledged }: Finding): string {
  const reason = acknowledged === undefined ? [] : [`Acknowledged: ${markdownProse(acknowledged)}`];
  return [
    `- **${severity}** ${markdownCode(id)} at ${markdownCode(sourceText(source))}`,
    ...[...reason, markdownProse(message), `Fix: ${markdownProse(fix)}`].map((text) => `  <br>${text}`),
  ].join('\n');
}
