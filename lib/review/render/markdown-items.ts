import { type Finding } from '../rules/finding';
import { type MarkdownPart } from './markdown-fit';
import { markdownCode, markdownProse } from './markdown-text';
import { orderedFindings } from './ordered-findings';
import { findingItem, type ReportItem } from './report-items';
import { withoutSameItems } from './same-items';
import { sourceText } from './source-text';

/** A list of items with a heading. */
export function markdownItems(head: string, items: readonly ReportItem[], what: MarkdownPart['what']): MarkdownPart {
  const lines = withoutSameItems(items).map((item) => ({ text: itemText(item), counts: item.counts }));
  return { head: `### ${head}\n`, lines, foot: '', what };
}

/** Lists of findings, the worst first. The list of acknowledged ones is collapsed. */
export function markdownFindings(findings: readonly Finding[]): {
  readonly open: MarkdownPart;
  readonly acknowledged: MarkdownPart;
} {
  const ordered = orderedFindings(findings);
  const open = ordered.filter(({ acknowledged }) => acknowledged === undefined);
  const known = ordered.filter(({ acknowledged }) => acknowledged !== undefined);
  return {
    open: markdownItems('Findings', open.map(findingItem), ['finding', 'findings']),
    acknowledged: {
      ...markdownItems('', known.map(findingItem), ['acknowledged finding', 'acknowledged findings']),
      head: `<details><summary>${known.length} acknowledged</summary>\n`,
      foot: '\n</details>',
    },
  };
}

function itemText({ label, title, isId, texts, source }: ReportItem): string {
  const name = isId ? markdownCode(title) : markdownProse(title);
  return [
    `- **${markdownProse(label)}** ${name} (${markdownCode(sourceText(source))})`,
    ...texts.map(({ head, text }) => `  <br>${head === '' ? '' : `${head}: `}${markdownProse(text)}`),
  ].join('\n');
}
