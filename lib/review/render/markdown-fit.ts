import { gitHubLimits } from '../service-limits';
import { count } from './counts';

/** A line, and the number of items that it shows: one line may show many findings. */
export interface MarkdownLine {
  readonly text: string;
  readonly counts: number;
}

/** Lines of a comment that belong together. If no line is shown, neither are the head and the foot. */
export interface MarkdownPart {
  readonly head: string;
  readonly lines: readonly MarkdownLine[];
  readonly foot: string;
  /** The word for one missing item and for several. */
  readonly what: readonly [one: string, many: string];
}

/** A workflow may write its own text around the report. */
const longestComment = gitHubLimits.commentCharacters - 536;
/** Room for the line that counts the missing items. */
const roomForRest = 500;

/** The share of the remaining room that one part may use, so that a long part leaves some for the next. */
const share = 0.6;

/** Renders the parts in their order until a comment is full, and counts the missing items. */
export function fitMarkdown(title: string, summary: readonly string[], parts: readonly MarkdownPart[]): string {
  let left = longestComment - roomForRest - [title, ...summary].reduce((sum, { length }) => sum + length + 2, 0);
  const texts: string[] = [];
  const missing = new Map<MarkdownPart['what'], number>();
  for (const { head, lines, foot, what } of parts) {
    left -= head.length + foot.length + 4;
    const fitting = linesWithin(lines, left * share);
    if (fitting.length > 0) {
      texts.push([head, ...fitting.map(({ text }) => text), foot].filter((text) => text !== '').join('\n'));
      left -= fitting.reduce((sum, { text }) => sum + text.length + 1, 0);
    } else left += head.length + foot.length + 4;
    const absent = lines.slice(fitting.length).reduce((sum, { counts }) => sum + counts, 0);
    if (absent > 0) missing.set(what, (missing.get(what) ?? 0) + absent);
  }
  return [title, ...summary, ...texts, ...restText(missing)].join('\n\n') + '\n';
}

function linesWithin(lines: readonly MarkdownLine[], room: number): readonly MarkdownLine[] {
  let taken = 0;
  const end = lines.findIndex(({ text }) => (taken += text.length + 1) > room);
  return end === -1 ? lines : lines.slice(0, end);
}

function restText(missing: ReadonlyMap<MarkdownPart['what'], number>): string[] {
  if (missing.size === 0) return [];
  const parts = Array.from(missing, ([[one, many], number]) => count(number, one, many));
  return [`**Not shown: ${parts.join(', ')}.** A comment has no room for more. \`--format json\` shows everything.`];
}
