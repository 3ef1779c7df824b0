import { type z } from 'zod';
import { addProblem, atOnce } from './fields';

/** Refuses a mapping that has none of its keys, or several. */
export function oneOf<T extends z.ZodObject>(schema: T): T {
  const keys = Object.keys(schema.shape);
  return schema
    .superRefine((value, context) => {
      addProblem(context, oneOfProblem(keys, Object.keys(value)));
    }, atOnce)
    .meta({ ...schema.meta(), minProperties: 1, maxProperties: 1 });
}

/** Refuses a mapping that has none of some keys, or several of them. All its other keys are required. */
export function withOneOf<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  const count = Object.keys(schema.shape).length - keys.length + 1;
  return schema
    .superRefine((value, context) => {
      const given = keys.filter((key) => value[key] !== undefined);
      addProblem(context, oneOfProblem(keys, given));
    }, atOnce)
    .meta({ ...schema.meta(), minProperties: count, maxProperties: count });
}

/** Refuses a mapping that has none of some keys, or several of them. Its other keys may be optional. */
export function oneOfKeys<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  return schema
    .superRefine((value, context) => {
      const given = keys.filter((key) => value[key] !== undefined);
      addProblem(context, oneOfProblem(keys, given));
    }, atOnce)
    .meta({
      ...schema.meta(),
      oneOf: keys.map((key) => ({ type: 'object', properties: { [key]: {} }, required: [key] })),
    });
}

function oneOfProblem(keys: readonly string[], given: readonly string[]): string | undefined {
  if (given.length === 1) return undefined;
  return `must hold exactly one of ${keys.join(', ')}, got ${given.join(' and ') || 'none'}`;
}
