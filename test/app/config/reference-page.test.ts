import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../../../lib/app/config/schema';
import { renderConfigReference } from '../../../scripts/docs/config-page';

/** A value of the config that is no mapping and no list of mappings, or the items of a list. */
interface Leaf {
  readonly path: string;
  readonly type: z.ZodType;
  /** The examples and the default that an editor and the reference show. */
  readonly shown: readonly unknown[];
}

const leaves = leavesOf('', configSchema, []);

function leavesOf(path: string, type: z.ZodType, shown: readonly unknown[]): Leaf[] {
  const { examples = [], default: byDefault } = (type.meta() ?? {}) as { examples?: unknown[]; default?: unknown };
  const all = [...shown, ...examples, ...(byDefault === undefined ? [] : [byDefault])];
  if (type instanceof z.ZodOptional) return leavesOf(path, type.unwrap() as z.ZodType, all);
  if (type instanceof z.ZodArray) {
    const items = leavesOf(`${path}[]`, type.element as z.ZodType, []);
    return all.length === 0 ? items : [{ path, type, shown: all }, ...items];
  }
  if (!(type instanceof z.ZodObject)) return [{ path, type, shown: all }];
  return Object.entries(type.shape).flatMap(([key, value]) =>
    leavesOf(path === '' ? key : `${path}.${key}`, value as z.ZodType, []),
  );
}

test('docs/reference/config.md is what `npm run docs` writes', () => {
  const file = join(__dirname, '../../../docs/reference/config.md');
  expect(readFileSync(file, 'utf8')).toBe(`${renderConfigReference()}\n`);
});

test('every text has an example', () => {
  const texts = leaves.filter(({ type }) => type instanceof z.ZodString);
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter(({ shown }) => shown.length === 0).map(({ path }) => path)).toEqual([]);
});

test('a key accepts its examples and its default', () => {
  const refused = leaves.flatMap(({ path, type, shown }) =>
    shown.flatMap((value) => (type.safeParse(value).success ? [] : [{ path, value }])),
  );
  expect(refused).toEqual([]);
});
