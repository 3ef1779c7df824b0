import { isObject, type Json } from './json';

/**
 * The differences between two descriptions, one a line: `+ path` was added, `- path` removed, `~ path` has another value.
 * An added or removed object is one line with all its contents.
 */
export function changes(before: unknown, after: unknown): string[] {
  return compare(before as Json | undefined, after as Json | undefined, []);
}

function compare(before: Json | undefined, after: Json | undefined, path: readonly string[]): string[] {
  const where = path.join(' > ');
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [`+ ${where}`];
  if (after === undefined) return [`- ${where}`];
  if (isContainer(before) && isContainer(after)) {
    const [had, has] = [members(before), members(after)];
    const names = [...new Set([...Object.keys(had), ...Object.keys(has)])];
    return names.flatMap((name) => compare(had[name], has[name], [...path, name]));
  }
  return before === after ? [] : [`~ ${where}`];
}

function isContainer(value: Json): value is Exclude<Json, null | boolean | number | string> {
  return Array.isArray(value) || isObject(value);
}

function members(value: object): Record<string, Json | undefined> {
  return Object.fromEntries<Json | undefined>(Object.entries(value));
}
