import { type z } from 'zod';
import { addProblem, evenIfInvalid } from './fields';

/** Refuses a mapping that does not have exactly one of its keys. */
export function oneOf<T extends z.ZodObject>(schema: T): T {
  return exactlyOne(schema, Object.keys(schema.shape)).meta({ ...schema.meta(), minProperties: 1, maxProperties: 1 });
}

/** Refuses a mapping that does not have exactly one of some keys. All its other keys are required. */
export function withOneOf<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  const count = Object.keys(schema.shape).length - keys.length + 1;
  return exactlyOne(schema, keys).meta({ ...schema.meta(), minProperties: count, maxProperties: count });
}

/** Refuses a mapping that does not have exactly one of some keys. Its other keys may be optional. */
export function oneOfKeys<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  return exactlyOne(schema, keys).meta({
    ...schema.meta(),
    oneOf: keys.map((key) => ({ type: 'object', properties: { [key]: {} }, required: [key] })),
  });
}

function exactlyOne<T extends z.ZodObject>(schema: T, keys: readonly string[]): T {
  return schema.superRefine((value: Readonly<Record<string, unknown>>, context) => {
    const given = keys.filter((key) => value[key] !== undefined);
    if (given.length === 1) return;
    addProblem(context, `must have exactly one of ${keys.join(', ')}, got ${given.join(' and ') || 'none'}`);
  }, evenIfInvalid);
}
