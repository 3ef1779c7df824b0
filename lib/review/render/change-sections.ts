import { type AccessRow } from '../access/access-row';
import { type ReviewChange } from '../report/review-report';
import { type AccessGroup, groupRows } from './access-groups';
import { type AccessChangeKind } from './page-data';

/** A part of a change: the access that is widened, added, narrowed or removed. */
export interface ChangeSection {
  readonly id: string;
  readonly change: AccessChangeKind;
  readonly isOutside: boolean;
  readonly title: string;
  readonly groups: readonly AccessGroup[];
}

/** The sections of a change, with more access first. A section without rows is left out. */
export function changeSections({ widened, added, narrowed, removed }: ReviewChange): ChangeSection[] {
  return [
    ...sections('widened', 'Widened', ': as it is now', widened),
    ...sections('added', 'Added', '', added),
    ...sections('narrowed', 'Narrowed', ': as it is now', narrowed),
    ...sections('removed', 'Removed', '', removed),
  ].filter(({ groups }) => groups.length > 0);
}

/** The repositories of the templates first, then those outside these templates. */
function sections(change: AccessChangeKind, title: string, when: string, rows: readonly AccessRow[]): ChangeSection[] {
  const outside = rows.filter((row) => row.outside === true);
  return [
    {
      id: change,
      change,
      isOutside: false,
      title: `${title}${when}`,
      groups: groupRows(rows.filter((row) => row.outside !== true)),
    },
    {
      id: `${change}-outside`,
      change,
      isOutside: true,
      title: `${title}, outside these templates${when}`,
      groups: groupRows(outside),
    },
  ];
}
