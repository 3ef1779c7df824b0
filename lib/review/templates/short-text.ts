/** As much as people read, and as a reader of a hostile template has time for. */
const mostCharacters = 200;
const mostLevels = 20;

/** A part of a template as JSON, without its function's name where `what` starts with that; nothing where it is long. */
export function shortText(raw: object, what: string): string | undefined {
  const [[key, argument] = ['', undefined], ...others] = Object.entries(raw) as [string, unknown][];
  const shown = others.length === 0 && key !== '' && what.startsWith(key) ? argument : raw;
  return sizeOf(shown, mostCharacters, mostLevels) <= mostCharacters ? JSON.stringify(shown) : undefined;
}

/** About how long the JSON of a value is, as far as it is of interest. */
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
