import { boxTable } from '../../private/text/box-table';
import { wrap } from '../../private/text/wrap';
import { type ReviewReport } from '../report/review-report';
import { type AccessGroup, groupAccess } from './access-groups';
import { number, reportCounts } from './counts';
import { cutGroups } from './cut-groups';
import { nameList } from './name-list';
import { noAccessText } from './no-access';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { findingItem, unreadItem } from './report-items';
import { canText, reasonText, whoText } from './table-cells';
import { tableItems, terminalWidth } from './table-items';
import { assumptionText } from './source-text';

/** More rows than this are a file to search, not a table to read. */
export const mostEntries = 1_000;

/** A title names so many repositories at most. */
const mostNames = 40;

const columns = { can: 14, who: 44, 'if, and by what': 38 };

/** A report for a terminal of 100 columns: what was not read, findings, who has access to what, then totals. */
export function renderTable(report: ReviewReport): string {
  const { repositories, outside, roles } = groupAccess(report);
  const { lists, missing } = cutGroups([repositories, outside, roles], mostEntries);
  const [inside = [], others = [], assumed = []] = lists;
  return joinParts([
    ...tableItems('Not read: these parts may grant or hold access', report.unreviewed.map(unreadItem)),
    ...tableItems('Findings', orderedFindings(report.findings).map(findingItem)),
    ...inside.filter(({ entries }) => entries.length > 0).map((group) => groupTable('', group)),
    wrap(noAccessText(inside, report.unreviewed), terminalWidth),
    ...(others.length === 0 ? [] : ['Repositories outside these templates']),
    ...others.map((group) => groupTable('', group)),
    ...assumed.map((group) => groupTable('Who can assume ', group)),
    missingText(missing),
    ...reportCounts(report).map((text) => wrap(text, terminalWidth)),
    ...report.assumptions.map((one) => wrap(assumptionText(one), terminalWidth)),
  ]);
}

export function joinParts(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

export function missingText(rows: number): string {
  return rows === 0 ? '' : `… and ${number(rows)} more rows; --format json has all`;
}

function groupTable(what: string, { names, place, entries }: AccessGroup): string {
  const title = `${what}${nameList(names, mostNames)}${place === '' ? '' : ` (${plainText(place)})`}`;
  const rows = entries.map((entry) => [canText(entry), whoText(entry), reasonText(entry)]);
  return boxTable(wrap(title, terminalWidth), columns, rows, true);
}
