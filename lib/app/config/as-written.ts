import { type ConfigProblem } from './problem';

/** The values that stood before, each with where it stood first and where it stands again. */
export function laterOnes(values: readonly (string | undefined)[]): [string, number, number][] {
  const first = new Map<string, number>();
  return values.flatMap((value, index): [string, number, number][] => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before !== undefined) return [[value, before, index]];
    first.set(value, index);
    return [];
  });
}

/** The problems of each item of a list. */
export function each(
  items: unknown,
  problems: (item: Record<string, unknown>, path: string) => ConfigProblem[],
): ConfigProblem[] {
  return listOf(items).flatMap((item, index) => problems(fields(item), `[${index}]`));
}

/** A list as it is written; anything else holds nothing. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A mapping as it is written; anything else holds nothing. */
export function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
