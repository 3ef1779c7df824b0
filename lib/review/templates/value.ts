/**
 * The evaluated value of a part of a template. A value that is known only at deploy is an unresolved text, even if it
 * will have another type.
 */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Converts a value to a text, as CloudFormation does. Returns `undefined` for lists and mappings. */
export function scalarText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A field of a mapping from a template. Fields that every JavaScript object inherits do not count. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The entries of a mapping from a template. A value that is not a mapping has none. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !isList(value) ? Object.entries(value) : [];
}
