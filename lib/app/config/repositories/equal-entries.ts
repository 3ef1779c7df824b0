import { type z } from 'zod';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { groupedBy } from '../../../private/values/grouped-by';
import { fields, listOf } from '../unvalidated';

/**
 * Validates a file. Of repositories that differ only in their names, it validates the first one.
 *
 * @returns undefined if there is any problem. Each entry must then be validated to find all problems with their paths.
 */
export function parseEqualOnce<T extends { readonly repositories?: { name: string }[] }>(
  schema: z.ZodType<T>,
  data: unknown,
): T | undefined {
  const entries = listOf(fields(data).repositories).map(fields);
  const groups = groupsOf(entries);
  if (!groups || entries.some(({ name }) => repositoryNameRule(name) !== undefined)) return undefined;
  const { data: parsed } = schema.safeParse({
    ...fields(data),
    ...(groups.length > 0 && { repositories: groups.map(([first]) => first) }),
  });
  if (!parsed) return undefined;
  const known = new Map(groups.flatMap((group, index) => group.map((entry) => [entry, parsed.repositories?.[index]])));
  const repositories = entries.flatMap((entry) => {
    const one = known.get(entry);
    return one ? [{ ...one, name: entry.name as string }] : [];
  });
  return { ...parsed, repositories };
}

/** Returns undefined if the entries can't be compared as text, such as a list that contains itself. */
function groupsOf<T extends object>(entries: readonly T[]): (readonly [T, ...T[]])[] | undefined {
  try {
    return groupedBy(entries, (entry) => JSON.stringify({ ...entry, name: undefined }));
  } catch {
    return undefined;
  }
}
