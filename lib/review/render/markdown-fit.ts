import { count } from './counts';

/** Some lines of a comment that belong together, and stand only where at least one of them does. */
export interface MarkdownPart {
  readonly head: string;
  readonly lines: readonly string[];
  readonly foot: string;
  /** What one line tells and what several do, to say how many were left out. */
  readonly what: readonly [one: string, many: string];
}

/** GitHub takes 65,536 characters; the rest is for what a workflow writes around it. */
const longestComment = 65_000;
/** Room for the line that says what was left out. */
const roomForRest = 500;

/** How much of the room that is left one part may take, so that a long one leaves some for those after it. */
const share = 0.6;

/** As much as a comment takes, in the order of the parts, and how much is not in it. */
export function fitMarkdown(title: string, summary: string, parts: readonly MarkdownPart[]): string {
  let left = longestComment - roomForRest - title.length - summary.length;
  const texts: string[] = [];
  const missing = new Map<MarkdownPart['what'], number>();
  for (const { head, lines, foot, what } of parts) {
    left -= head.length + foot.length + 4;
    const fitting = linesWithin(lines, left * share);
    if (fitting.length > 0) {
      texts.push([head, ...fitting, foot].filter((text) => text !== '').join('\n'));
      left -= fitting.reduce((sum, line) => sum + line.length + 1, 0);
    } else left += head.length + foot.length + 4;
    if (fitting.length < lines.length) missing.set(what, (missing.get(what) ?? 0) + lines.length - fitting.length);
  }
  return [title, summary, ...texts, ...restText(missing)].join('\n\n') + '\n';
}

function linesWithin(lines: readonly string[], room: number): readonly string[] {
  let taken = 0;
  const end = lines.findIndex((line) => (taken += line.length + 1) > room);
  return end === -1 ? lines : lines.slice(0, end);
}

function restText(missing: ReadonlyMap<MarkdownPart['what'], number>): string[] {
  if (missing.size === 0) return [];
  const parts = Array.from(missing, ([[one, many], number]) => count(number, one, many));
  return [`**Not shown: ${parts.join(', ')}.** A comment takes no more; the other formats have all of it.`];
}
