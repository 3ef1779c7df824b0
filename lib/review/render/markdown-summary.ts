import { markdownCode, markdownProse } from './markdown-text';
import { type Summary } from './summary';

/** The legend of the column `if`. */
const legend =
  '`always` is allowed. Conditions in the column `if` limit access to requests that meet them. `unknown until ' +
  'deployment` depends on a value that no template has.';

/**
 * The paragraphs at the start of a comment.
 *
 * @param isLegendNeeded whether a table follows.
 */
export function markdownSummary(summary: Summary, isLegendNeeded: boolean): string[] {
  const { narrowed, counts, pushersHead, pushers, morePushers } = summary;
  const lines = pushers.map(
    ({ who, decision, to }) =>
      `- ${markdownCode(who)}${decision === 'allowed' ? '' : ` (${decision})`}: ${markdownProse(to)}`,
  );
  const list = [pushersHead, ...(lines.length === 0 ? [] : ['']), ...lines, ...morePushers.map((text) => `- ${text}`)];
  return [
    ...narrowed.map((text) => `**${markdownProse(text)}**`),
    counts.join(' '),
    ...(pushersHead === '' ? [] : [list.join('\n')]),
    ...(isLegendNeeded ? [legend] : []),
  ];
}
