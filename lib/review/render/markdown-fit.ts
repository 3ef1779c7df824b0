import { gitHubLimits } from '../service-limits';
import { count } from './counts';

/** A line, and how many things it shows: one item of a list may be about many findings. */
export interface MarkdownLine {
  readonly text: string;
  readonly counts: number;
}

/** Some lines of a comment that belong together; without a line there is no head or foot either. */
export interface MarkdownPart {
  readonly head: string;
  readonly lines: readonly MarkdownLine[];
  readonly foot: string;
  /** What is counted, for one and for several, to say how many are missing. */
  readonly what: readonly [one: string, many: string];
}

/** A workflow may write some text of its own around the report. */
const longestComment = gitHubLimits.commentCharacters - 536;
/** Room for the line that says what is missing. */
const roomForRest = 500;

/** The share of the remaining room that one part may use, so that a long part leaves some for the next. */
const share = 0.6;

/** As much as a comment has room for, in the order of the parts, and how much is missing. */
export function fitMarkdown(title: string, summary: string, parts: readonly MarkdownPart[]): string {
  let left = longestComment - roomForRest - title.length - summary.length;
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
  return [title, summary, ...texts, ...restText(missing)].join('\n\n') + '\n';
}

function linesWithin(lines: readonly MarkdownLine[], room: number): readonly MarkdownLine[] {
  let taken = 0;
  const end = lines.findIndex(({ text }) => (taken += text.length + 1) > room);
  return end === -1 ? lines : lines.slice(0, end);
}

function restText(missing: ReadonlyMap<MarkdownPart['what'], number>): string[] {
  if (missing.size === 0) return [];
  const parts = Array.from(missing, ([[one, many], number]) => count(number, one, many));
  return [`**Not shown: ${parts.join(', ')}.** A comment has no room for more; \`--format json\` has all of it.`];
}
