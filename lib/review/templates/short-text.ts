/** Short enough for people, and for the time that a hostile template may cost. */
const mostCharacters = 200;
const mostLevels = 20;

/**
 * A part of a template as JSON, or `undefined` if it is long. The name of its function is left out if `what` starts
 * with it.
 */
export function shortText(raw: object, what: string): string | undefined {
  const [[key, argument] = ['', undefined], ...others] = Object.entries(raw) as [string, unknown][];
  const shown = others.length === 0 && key !== '' && what.startsWith(key) ? argument : raw;
  return sizeOf(shown, mostCharacters, mostLevels) <= mostCharacters ? JSON.stringify(shown) : undefined;
}

/** About the length of a value's JSON, up to the limit. */
function sizeOf(value: unknown, most: number, levels: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? most + 1 : 1;
  if (levels === 0) return most + 1;
  let size = 2;
  for (const key in value) {
    if (size > most) break;
    size += key.length + sizeOf((value as Record<string, unknown>)[key], most - size, levels - 1);
  }
  return size;
}
