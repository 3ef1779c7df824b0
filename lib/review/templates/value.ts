/** What a template's value comes to. What only the deploy knows is a text with a hole, whatever its form will be. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Texts, and what CloudFormation makes a text of. */
export function scalarText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A field of a mapping from outside; what JavaScript gives every object is none. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The entries of a mapping from outside; none where it is no mapping. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !isList(value) ? Object.entries(value) : [];
}
