import { type AccessRow } from '../access/access-row';
import { type ReviewChange } from '../report/review-report';
import { type AccessGroup, groupRows } from './access-groups';

/** Some of what a change does to access. */
export interface ChangeSection {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly AccessGroup[];
}

/** What is different, with more access first; a section without rows is left out. */
export function changeSections({ widened, added, narrowed, removed }: ReviewChange): ChangeSection[] {
  return [
    ...sections('widened', 'Widened', ': as it is now', widened),
    ...sections('added', 'Added', '', added),
    ...sections('narrowed', 'Narrowed', ': as it is now', narrowed),
    ...sections('removed', 'Removed', '', removed),
  ].filter(({ groups }) => groups.length > 0);
}

/** The repositories of the templates first, then those outside of them. */
function sections(id: string, title: string, when: string, rows: readonly AccessRow[]): ChangeSection[] {
  const outside = rows.filter((row) => row.outside === true);
  return [
    { id, title: `${title}${when}`, groups: groupRows(rows.filter((row) => row.outside !== true)) },
    { id: `${id}-outside`, title: `${title}, outside these templates${when}`, groups: groupRows(outside) },
  ];
}
