import table from './create-only.json';

const types: Readonly<Record<string, readonly string[]>> = table.types;

/** The properties of a type whose change replaces the resource. */
export function createOnlyProperties(type: string): readonly string[] {
  return types[type] ?? [];
}
