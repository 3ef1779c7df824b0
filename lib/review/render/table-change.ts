import { boxTable } from '../../private/box-table';
import { type AccessRow } from '../access-rows';
import { type ReviewChange } from '../review-report';
import { changeCounts } from './counts';
import { changeSections } from './change-sections';
import { entriesOf } from './access-groups';
import { plainText } from './plain-text';
import { findingParts, joinParts } from './table';
import { canText, reasonText, whoText } from './table-cells';

const columns = { repository: 21, can: 14, who: 33, 'if, and by what': 27 };

/** What a change does to access, for a terminal of 100 columns: what opens first. */
export function renderTableChange(change: ReviewChange): string {
  return joinParts([
    ...findingParts(change.findings),
    ...changeSections(change).map(({ title, rows }) => boxTable(title, columns, tableRows(rows), true)),
    changeCounts(change).join('\n'),
  ]);
}

function tableRows(rows: readonly AccessRow[]): string[][] {
  return entriesOf(rows).map((entry) => [
    plainText(entry.repository),
    canText(entry),
    whoText(entry),
    reasonText(entry),
  ]);
}
