import { type z } from 'zod';
import {
  type ConfigMapping,
  type ConfigText,
  type ConsumerKind,
  type ConsumerList,
} from '../../../access/consumers/consumer-kind';
import { consumerKinds, type ConsumerNames } from '../../../access/consumers/consumer-kinds';
import { addProblem, evenIfInvalid, mapping, text } from '../fields';
import { oneOf, withOneOf } from '../one-of';

/** One consumer of any kind: exactly one of the keys, with the consumer's name. */
export type ConsumerConfig = Partial<ConsumerNames>;

/** A consumer in one of the lists of a repository. It accepts the kinds that name themselves for this list. */
export function consumerIn(list: ConsumerList, description: string): z.ZodType<ConsumerConfig> {
  const kinds: [string, ConsumerKind<never>][] = Object.entries(consumerKinds);
  const schemas = kinds.flatMap(([key, { config }]) => {
    const form = config[list];
    return form ? [[key, schemaOf(form).optional()] as const] : [];
  });
  // The schemas accept the names of their kinds, which only the table of kinds knows as types.
  return oneOf(mapping(Object.fromEntries(schemas), description)) as z.ZodType as z.ZodType<ConsumerConfig>;
}

function schemaOf(form: ConfigText | ConfigMapping<never>): z.ZodType {
  return 'rule' in form ? textOf(form) : mappingOf(form);
}

function textOf({ rule, ...help }: ConfigText): z.ZodType {
  return text(rule, help);
}

function mappingOf(form: ConfigMapping<never>): z.ZodType {
  const { description, required = {}, exactlyOneOf = {}, someOf = {}, problemsOf } = form;
  const texts = Object.entries<ConfigText>(required).map(([key, one]) => [key, textOf(one)] as const);
  const choices = Object.entries<ConfigText>({ ...exactlyOneOf, ...someOf });
  const optional = choices.map(([key, one]) => [key, textOf(one).optional()] as const);
  const schema = mapping(Object.fromEntries([...texts, ...optional]), description);
  if (problemsOf) return checked(schema, problemsOf).meta({ ...schema.meta(), minProperties: texts.length + 1 });
  return choices.length === 0 ? schema : withOneOf(schema, Object.keys(exactlyOneOf));
}

/** Reports the problems of a mapping as a whole. */
function checked<T extends z.ZodObject>(schema: T, problemsOf: NonNullable<ConfigMapping<never>['problemsOf']>): T {
  return schema.superRefine((value, context) => {
    for (const { message, key } of problemsOf(value)) addProblem(context, message, key === undefined ? [] : [key]);
  }, evenIfInvalid);
}
