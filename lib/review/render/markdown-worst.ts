import { type ReviewChange } from '../report/review-report';
import { markdownCode, markdownProse } from './markdown-text';
import { type ReportItem } from './report-items';
import { sourceText } from './source-text';
import { isHarmless, worstOf } from './worst-changes';

/** A comment has room for much more, but a reviewer has not. */
const longestText = 700;

/** The worst parts of a change as a list, or a sentence that there are none. */
export function markdownWorst(change: ReviewChange): string[] {
  if (change.narrowedTo?.by.only === 'summary') return [];
  const items = worstOf(change.narrowedTo?.matching ?? change);
  if (items.length === 0) return isHarmless(change) ? ['Nothing is destroyed, and no access is wider.'] : [];
  return [items.map((item, index) => `${index + 1}. ${itemText(item)}`).join('\n')];
}

function itemText({ label, title, isId, texts, source }: ReportItem): string {
  const name = isId ? markdownCode(title) : markdownProse(cut(title));
  return [
    `**${markdownProse(label)}**: ${name} (${markdownCode(cut(sourceText(source)))})`,
    ...texts.map(({ head, text }) => `   <br>${head === '' ? '' : `${head}: `}${markdownProse(cut(text))}`),
  ].join('\n');
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)} …`;
}
