import { boxTable } from '../../private/text/box-table';
import { wrap } from '../../private/text/wrap';
import { type ReviewChange } from '../report/review-report';
import { type AccessGroup } from './access-groups';
import { changeSections } from './change-sections';
import { changeCounts } from './counts';
import { cutGroups } from './cut-groups';
import { firstOf, repositoryName } from './name-list';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { changeItem, findingItem, unreadItem } from './report-items';
import { joinParts, missingText, mostEntries } from './table';
import { canText, reasonText, whoText } from './table-cells';
import { tableItems, terminalWidth } from './table-items';

const columns = { repository: 21, can: 14, who: 33, 'if, and by what': 27 };

/** The most names in a cell. */
const mostNames = 40;

/** Renders a change for a terminal of 100 columns: parts that were not read, findings, then wider access first. */
export function renderTableChange(change: ReviewChange): string {
  const sections = changeSections(change);
  const { lists, missing } = cutGroups(
    sections.map(({ groups }) => groups),
    mostEntries,
  );
  return joinParts([
    ...tableItems('New and not read: these parts may grant or have access', change.unreviewed.map(unreadItem)),
    ...tableItems('Not read, as before: a change in these is not seen', change.stillUnreviewed.map(unreadItem)),
    ...tableItems('Findings', orderedFindings(change.findings).map(findingItem)),
    ...tableItems('Other changes', change.changes.map(changeItem)),
    ...sections.map(({ title }, index) => boxTable(title, columns, tableRows(lists[index] ?? []), true)),
    missingText(missing),
    changeCounts(change)
      .map((text) => wrap(text, terminalWidth))
      .join('\n'),
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
