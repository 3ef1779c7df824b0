import { groupedBy } from '../../private/values/grouped-by';
import { number } from './counts';
import { firstOf } from './name-list';
import { type ReportItem } from './report-items';
import { sourceText } from './source-text';

/** Fewer items with the same words are shown one by one. */
const fewest = 3;

/** The most items that one item lists. */
const mostNamed = 20;

/** A name in a sentence, in quotes or backticks. */
const name = /(?<!\w)'[^']*'(?!\w)|`[^`]+`/g;

/**
 * Merges items that differ only in the names in their sentences into one item, which lists the others: twenty repositories
 * without a lifecycle policy are one finding to read.
 */
export function withoutSameItems(items: readonly ReportItem[]): ReportItem[] {
  return groupedBy(items, skeletonOf).flatMap((same) => (same.length < fewest ? same : [joined(same)]));
}

function skeletonOf({ label, tone, title, texts }: ReportItem): string {
  return JSON.stringify([label, tone, title, ...texts.map(({ text }) => text)].map((text) => text.replace(name, "''")));
}

function joined([first, ...others]: readonly [ReportItem, ...ReportItem[]]): ReportItem {
  const known = new Set(namesOf(first));
  const named = others.map((item) => {
    const names = namesOf(item).filter((one) => !known.has(one));
    const place = sourceText(item.source);
    return names.length === 0 ? place : `${names.join(', ')} (${place})`;
  });
  const head = `The same for ${number(others.length)} more`;
  return {
    ...first,
    counts: 1 + others.length,
    texts: [...first.texts, { head, text: firstOf(named, mostNamed).join('; ') }],
  };
}

function namesOf({ title, texts }: ReportItem): string[] {
  return Array.from(new Set([title, ...texts.map(({ text }) => text)].flatMap((text) => text.match(name) ?? [])));
}
