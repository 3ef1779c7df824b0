import { type AccessGroup } from './access-groups';

/** Groups of which some entries may be missing, and how many rows of the report those are. */
export interface CutGroups {
  readonly lists: readonly (readonly AccessGroup[])[];
  readonly missingRows: number;
}

/** At most so many entries of all lists together, the first ones. A group without entries is always there. */
export function cutGroups(lists: readonly (readonly AccessGroup[])[], most: number): CutGroups {
  let room = most;
  let missingRows = 0;
  const cut = (group: AccessGroup): AccessGroup[] => {
    const entries = group.entries.slice(0, room);
    room -= entries.length;
    missingRows += group.entries.slice(entries.length).reduce((sum, { rows }) => sum + rows, 0);
    return entries.length === 0 && group.entries.length > 0 ? [] : [{ ...group, entries }];
  };
  return { lists: lists.map((groups) => groups.flatMap(cut)), missingRows };
}
