import { type ConfigProblem } from './problem';

/** Returns each value that an earlier item already has, with the index of the first one and its own index. */
export function repeatedValues(values: readonly (string | undefined)[]): [string, number, number][] {
  const first = new Map<string, number>();
  return values.flatMap((value, index): [string, number, number][] => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before !== undefined) return [[value, before, index]];
    first.set(value, index);
    return [];
  });
}

/** Returns the problems of all items of a list. */
export function each(
  items: unknown,
  problems: (item: Record<string, unknown>, path: string) => ConfigProblem[],
): ConfigProblem[] {
  return listOf(items).flatMap((item, index) => problems(fields(item), `[${index}]`));
}

/** Returns the items of a list, or none if the value is not a list. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the fields of a mapping, or none if the value is not a mapping. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
