import { boxTable } from '../../private/box-table';
import { wrap } from '../../private/wrap';
import { type Finding } from '../findings';
import { type ReviewReport } from '../review-report';
import { type AccessGroup, groupAccess } from './access-groups';
import { reportCounts } from './counts';
import { plainText } from './plain-text';
import { canText, reasonText, whoText } from './table-cells';
import { tableFindings } from './table-findings';

/** The width that a terminal has at least. */
const terminal = 100;

const columns = { can: 14, who: 44, 'if, and by what': 38 };

/** A report for a terminal of 100 columns: findings, then each repository and who is let in, then totals. */
export function renderTable(report: ReviewReport): string {
  const { repositories, roles } = groupAccess(report);
  return joinParts([
    ...findingParts(report.findings),
    ...repositories.filter(({ entries }) => entries.length > 0).map(repositoryTable),
    nobodyText(repositories),
    ...roles.map((group) => groupTable(`Who can assume ${plainText(group.name)}`, group)),
    ...reportCounts(report).map((text) => wrap(text, terminal)),
  ]);
}

export function findingParts(findings: readonly Finding[]): string[] {
  return findings.length === 0 ? [] : ['Findings', ...tableFindings(findings, terminal)];
}

export function joinParts(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

function repositoryTable(group: AccessGroup): string {
  const places = group.places.length === 0 ? 'in no given template' : group.places.map(plainText).join('; ');
  return groupTable(`${plainText(group.name)} (${places})`, group);
}

function groupTable(title: string, { entries }: AccessGroup): string {
  const rows = entries.map((entry) => [canText(entry), whoText(entry), reasonText(entry)]);
  return boxTable(wrap(title, terminal), columns, rows, true);
}

function nobodyText(groups: readonly AccessGroup[]): string {
  const names = groups.filter(({ entries }) => entries.length === 0).map(({ name }) => plainText(name));
  return names.length === 0 ? '' : wrap(`These templates let nobody in to: ${names.join(', ')}`, terminal);
}
