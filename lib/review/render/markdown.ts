import { type ReviewChange, type ReviewReport } from '../review-report';
import { type AccessGroup, entriesOf, groupAccess } from './access-groups';
import { changeSections } from './change-sections';
import { changeCounts, count, reportCounts } from './counts';
import { accessHead, accessLine, accessWithRepositoryHead, accessWithRepositoryLine } from './markdown-access';
import { markdownFindings } from './markdown-findings';
import { fitMarkdown, type MarkdownPart } from './markdown-fit';
import { markdownCode, markdownHtmlCode } from './markdown-text';

/** One for all parts, so that they are counted together. */
const rows: MarkdownPart['what'] = ['row of access', 'rows of access'];

/** A report as a comment of GitHub: findings first, then each repository, folded. */
export function renderMarkdown(report: ReviewReport): string {
  const { repositories, roles } = groupAccess(report);
  const { open, acknowledged } = markdownFindings(report.findings);
  return fitMarkdown('## Access to ECR', reportCounts(report).join(' '), [
    open,
    ...repositories.filter(({ entries }) => entries.length > 0).map((group) => foldedGroup('', group)),
    ...nobodyPart(repositories),
    ...roles.map((group) => foldedGroup('Who can assume ', group)),
    acknowledged,
  ]);
}

/** What a change does, as a comment of GitHub: what it opens comes first. */
export function renderMarkdownChange(change: ReviewChange): string {
  const { open, acknowledged } = markdownFindings(change.findings);
  return fitMarkdown('## What this changes in the access to ECR', changeCounts(change).join(' '), [
    open,
    ...changeSections(change).map(({ title, rows: changed }) => ({
      head: `### ${title}\n\n${accessWithRepositoryHead}`,
      lines: entriesOf(changed).map(accessWithRepositoryLine),
      foot: '',
      what: rows,
    })),
    acknowledged,
  ]);
}

function foldedGroup(what: string, { name, entries }: AccessGroup): MarkdownPart {
  const who = count(new Set(entries.map(({ principal }) => principal)).size, 'principal');
  return {
    head: `<details><summary>${what}${markdownHtmlCode(name)}: ${who}</summary>\n\n${accessHead}`,
    lines: entries.map(accessLine),
    foot: '\n</details>',
    what: rows,
  };
}

function nobodyPart(groups: readonly AccessGroup[]): MarkdownPart[] {
  const closed = groups.filter(({ entries }) => entries.length === 0);
  if (closed.length === 0) return [];
  const lines = closed.map(({ name }) => `- ${markdownCode(name)}`);
  const head = `<details><summary>Nobody is let in to ${count(closed.length, 'repository', 'repositories')}</summary>\n`;
  return [
    { head, lines, foot: '\n</details>', what: ['repository that lets nobody in', 'repositories that let nobody in'] },
  ];
}
