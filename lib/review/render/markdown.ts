import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type UnreviewedPart } from '../templates/template-graph';
import { type AccessGroup, groupAccess } from './access-groups';
import { changeSections } from './change-sections';
import { count, number } from './counts';
import { accessHead, accessLine, accessWithRepositoryHead, accessWithRepositoryLine } from './markdown-access';
import { fitMarkdown, type MarkdownPart } from './markdown-fit';
import { markdownFindings, markdownItems } from './markdown-items';
import { markdownCode, markdownHtmlCode, markdownProse } from './markdown-text';
import { firstOf, repositoryName } from './name-list';
import { mayGrant, noAccessHead, partlyTexts, withoutAccess } from './no-access';
import { changeItems, destroyedTitle, openedTitle, unreadItem } from './report-items';
import { markdownSummary } from './markdown-summary';
import { markdownWorst } from './markdown-worst';
import { assumptionText } from './source-text';
import { changeSummaryOf, summaryOf } from './summary';

/** The word for missing rows. All parts share it, so that their missing rows are counted together. */
const rows: MarkdownPart['what'] = ['row of a table', 'rows of tables'];
const parts: MarkdownPart['what'] = ['part that was not read', 'parts that were not read'];

/** The most names in the summary of a collapsed group, and in the group itself. */
const mostInSummary = 3;
const mostNames = 100;

/** Renders a report as a GitHub comment: parts that were not read, findings, then a collapsed group for each repository. */
export function renderMarkdown(report: ReviewReport): string {
  const { repositories, outside, roles } = groupAccess(report);
  const { open, acknowledged } = markdownFindings(report.findings);
  return fitMarkdown('## Access to ECR', markdownSummary(summaryOf(report), report.access.length > 0), [
    markdownItems('Not read: these parts may grant or have access', report.unreviewed.map(unreadItem), parts),
    assumedPart(report),
    open,
    ...repositories.filter(({ entries }) => entries.length > 0).map((group) => foldedGroup('', group)),
    ...partlyPart(repositories),
    ...noAccessPart(repositories, report.unreviewed),
    ...outside.map((group, index) =>
      foldedGroup('', group, index === 0 ? '### Repositories outside these templates\n\n' : ''),
    ),
    ...roles.map((group) => foldedGroup('Who can assume ', group)),
    acknowledged,
  ]);
}

/**
 * Renders a change as one short comment: the three worst parts, the numbers, then everything in collapsed lists. A reviewer can
 * decide by it alone.
 */
export function renderMarkdownChange(change: ReviewChange): string {
  const { open, acknowledged } = markdownFindings(change.findings);
  const { destroyed, opened, others } = changeItems(change.changes);
  const sections = changeSections(change);
  const more: MarkdownPart['what'] = ['other change', 'other changes'];
  return fitMarkdown(
    '## What this changes in ECR',
    [...markdownWorst(change), ...markdownSummary(changeSummaryOf(change), sections.length > 0)],
    [
      folded(markdownItems(destroyedTitle, destroyed, ['destructive change', 'destructive changes']), destroyed.length),
      folded(markdownItems(openedTitle, opened, ['opened resource', 'opened resources']), opened.length),
      folded(
        markdownItems(
          'New and not read: these parts may grant or have access',
          change.unreviewed.map(unreadItem),
          parts,
        ),
        change.unreviewed.length,
      ),
      folded({ ...open, head: '### New findings\n' }, openCount(change)),
      ...sections.map(({ title, groups }) => {
        const lines = groups.flatMap(({ names, entries }) =>
          entries.map((entry) => accessWithRepositoryLine(names, entry)),
        );
        const head = `### ${title}\n\n${accessWithRepositoryHead}`;
        return folded({ head, lines, foot: '', what: rows }, lines.length);
      }),
      folded(
        markdownItems(
          'Not read, as before: a change in these is not seen',
          change.stillUnreviewed.map(unreadItem),
          parts,
        ),
        change.stillUnreviewed.length,
      ),
      folded(markdownItems('Other changes', others, more), others.length),
      acknowledged,
    ],
  );
}

function openCount({ findings }: ReviewChange): number {
  return findings.filter(({ acknowledged }) => acknowledged === undefined).length;
}

/** A part under its heading becomes a collapsed part, whose title has the number of items. */
function folded({ head, lines, foot, what }: MarkdownPart, amount: number): MarkdownPart {
  const [, title = '', rest = ''] = /^### (.*)\n([^]*)$/.exec(head) ?? [];
  const inner = rest.trim() === '' ? '' : `\n${rest.trim()}`;
  return {
    head: `<details><summary>${title} (${number(amount)})</summary>\n${inner}`,
    lines,
    foot: `${foot}\n</details>`,
    what,
  };
}

function assumedPart({ assumptions }: ReviewReport): MarkdownPart {
  const lines = assumptions.map((one) => ({ text: `- ${markdownProse(assumptionText(one))}`, counts: 1 }));
  return { head: '### Assumed\n', lines, foot: '', what: ['assumption', 'assumptions'] };
}

function foldedGroup(what: string, { names, entries }: AccessGroup, before = ''): MarkdownPart {
  const principals = new Set(entries.flatMap(({ who }) => who.map(({ principal }) => principal)));
  const title = `${what}${summaryNames(names)}: ${count(principals.size, 'principal')}`;
  const all = names.length > mostInSummary ? `${firstOf(names.map(markdownCode), mostNames).join(', ')}\n\n` : '';
  return {
    head: `${before}<details><summary>${title}</summary>\n\n${all}${accessHead}`,
    lines: entries.map(accessLine),
    foot: '\n</details>',
    what: rows,
  };
}

function summaryNames(names: readonly string[]): string {
  const shown = names
    .slice(0, mostInSummary)
    .map((name) => markdownHtmlCode(repositoryName(name)))
    .join(', ');
  const more = names.length > mostInSummary ? ` and ${number(names.length - mostInSummary)} more` : '';
  return `${shown}${more}`;
}

function partlyPart(groups: readonly AccessGroup[]): MarkdownPart[] {
  const texts = partlyTexts(groups);
  if (texts.length === 0) return [];
  return [
    {
      head: '',
      lines: texts.map((text) => ({ text: `- ${markdownProse(text)}`, counts: 1 })),
      foot: '',
      what: ['repository of which a part is granted', 'repositories of which a part is granted'],
    },
  ];
}

function noAccessPart(groups: readonly AccessGroup[], unreviewed: readonly UnreviewedPart[]): MarkdownPart[] {
  const names = withoutAccess(groups);
  if (names.length === 0) return [];
  const title = `${noAccessHead(unreviewed)} to ${count(names.length, 'repository', 'repositories')}`;
  return [
    {
      head: `<details><summary>${title}</summary>\n${unreviewed.length === 0 ? '' : `\n${mayGrant}\n`}`,
      lines: names.map((name) => ({ text: `- ${markdownCode(name)}`, counts: 1 })),
      foot: '\n</details>',
      what: ['repository without access', 'repositories without access'],
    },
  ];
}
