import { boxTable } from '../../private/text/box-table';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';
import { type ReviewChange } from '../report/review-report';
import { type AccessGroup } from './access-groups';
import { changeSections } from './change-sections';
import { cutGroups } from './cut-groups';
import { firstOf, repositoryName } from './name-list';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { changeItems, destroyedTitle, findingItem, openedTitle, unreadItem } from './report-items';
import { joinParts, missingText, mostEntries } from './table';
import { canPaint, canText, reasonText, whoText } from './table-cells';
import { changeSummaryOf } from './summary';
import { tableItems } from './table-items';
import { tableSummary } from './table-summary';

const columns = { repository: 21, can: 14, who: 33, 'if, and by what': 27 };

/** The most names in a cell. */
const mostNames = 40;

/** Renders a change for a terminal: a summary, parts that were not read, findings, then wider access first. */
export function renderTableChange(change: ReviewChange, terminal: Terminal): string {
  const sections = changeSections(change);
  const { destroyed, opened, others } = changeItems(change.changes);
  const { lists, missing } = cutGroups(
    sections.map(({ groups }) => groups),
    mostEntries,
  );
  return joinParts([
    ...tableSummary(changeSummaryOf(change), terminal, sections.length > 0),
    ...tableItems(destroyedTitle, destroyed, terminal),
    ...tableItems(openedTitle, opened, terminal),
    ...tableItems(
      'New and not read: these parts may grant or have access',
      change.unreviewed.map(unreadItem),
      terminal,
    ),
    ...tableItems(
      'Not read, as before: a change in these is not seen',
      change.stillUnreviewed.map(unreadItem),
      terminal,
    ),
    ...tableItems('Findings', orderedFindings(change.findings).map(findingItem), terminal),
    ...tableItems('Other changes', others, terminal),
    ...sections.map(({ title }, index) =>
      boxTable(
        { title, columns, rows: tableRows(lists[index] ?? []), parted: true, paints: { can: canPaint } },
        terminal,
      ),
    ),
    wrap(missingText(missing), terminal.width),
  ]);
}

function tableRows(groups: readonly AccessGroup[]): string[][] {
  return groups.flatMap(({ names, entries }) => {
    const repositories = firstOf(
      names.map((name) => plainText(repositoryName(name))),
      mostNames,
    ).join('\n');
    return entries.map((entry) => [repositories, canText(entry), whoText(entry), reasonText(entry)]);
  });
}
