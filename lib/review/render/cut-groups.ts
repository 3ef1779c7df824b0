import { type AccessGroup } from './access-groups';

/** Groups of which some entries may be missing, and how many. */
export interface CutGroups {
  readonly lists: readonly (readonly AccessGroup[])[];
  readonly missing: number;
}

/** At most so many entries of all lists together, the first ones. A group without entries is always there. */
export function cutGroups(lists: readonly (readonly AccessGroup[])[], most: number): CutGroups {
  let room = most;
  let missing = 0;
  const cut = (group: AccessGroup): AccessGroup[] => {
    const entries = group.entries.slice(0, room);
    room -= entries.length;
    missing += group.entries.length - entries.length;
    return entries.length === 0 && group.entries.length > 0 ? [] : [{ ...group, entries }];
  };
  return { lists: lists.map((groups) => groups.flatMap(cut)), missing };
}
