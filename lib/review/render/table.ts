import { boxTable } from '../../private/text/box-table';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';
import { type ReviewReport } from '../report/review-report';
import { type AccessGroup, groupAccess } from './access-groups';
import { number } from './counts';
import { cutGroups } from './cut-groups';
import { nameList } from './name-list';
import { noAccessText, partlyTexts } from './no-access';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { findingItem, unreadItem } from './report-items';
import { canPaint, canText, reasonText, whoText } from './table-cells';
import { summaryOf } from './summary';
import { tableItems } from './table-items';
import { tableSummary } from './table-summary';
import { assumptionText } from './source-text';

/** More rows are too many to read in a terminal. */
export const mostEntries = 1_000;

/** The most names in a title. */
const mostNames = 40;

const columns = { can: 14, who: 44, 'if, and by what': 38 };

/** Renders a report for a terminal: a summary, parts that were not read, findings, then access. */
export function renderTable(report: ReviewReport, terminal: Terminal): string {
  const { repositories, outside, roles } = groupAccess(report);
  const { lists, missing } = cutGroups([repositories, outside, roles], mostEntries);
  const [inside = [], others = [], assumed = []] = lists;
  return joinParts([
    ...tableSummary(summaryOf(report), terminal, report.access.length > 0),
    ...tableItems('Not read: these parts may grant or have access', report.unreviewed.map(unreadItem), terminal),
    ...tableItems('Findings', orderedFindings(report.findings).map(findingItem), terminal),
    ...inside.filter(({ entries }) => entries.length > 0).map((group) => groupTable('', group, terminal)),
    ...partlyTexts(inside).map((text) => wrap(plainText(text), terminal.width)),
    wrap(noAccessText(inside, report.unreviewed), terminal.width),
    ...(others.length === 0 ? [] : ['Repositories outside these templates']),
    ...others.map((group) => groupTable('', group, terminal)),
    ...assumed.map((group) => groupTable('Who can assume ', group, terminal)),
    wrap(missingText(missing), terminal.width),
    ...report.assumptions.map((one) => wrap(assumptionText(one), terminal.width)),
  ]);
}

export function joinParts(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

export function missingText(rows: number): string {
  return rows === 0 ? '' : `… and ${number(rows)} more rows. --format json shows all rows.`;
}

function groupTable(what: string, { names, place, entries }: AccessGroup, terminal: Terminal): string {
  const title = `${what}${nameList(names, mostNames)}${place === '' ? '' : ` (${plainText(place)})`}`;
  const rows = entries.map((entry) => [canText(entry), whoText(entry), reasonText(entry)]);
  return boxTable({ title, columns, rows, parted: true, paints: { can: canPaint } }, terminal);
}
