import { type AccessRow } from '../access-rows';
import { type ReviewChange } from '../review-report';

/** Some of what a change does to access. */
export interface ChangeSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly AccessRow[];
}

/** What is different, what opens something first; a section without rows is left out. */
export function changeSections({ widened, added, narrowed, removed }: ReviewChange): ChangeSection[] {
  return [
    { id: 'widened', title: 'Widened: as it is now', rows: widened },
    { id: 'added', title: 'Added', rows: added },
    { id: 'narrowed', title: 'Narrowed: as it is now', rows: narrowed },
    { id: 'removed', title: 'Removed', rows: removed },
  ].filter(({ rows }) => rows.length > 0);
}
