import { type AccessGroup } from './access-groups';

/** Groups without some of their entries, and the number of these. */
export interface CutGroups {
  readonly lists: readonly (readonly AccessGroup[])[];
  readonly missing: number;
}

/**
 * Keeps the first entries of all lists together. A group that never had entries is always kept.
 *
 * @param most the most entries to keep.
 */
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
