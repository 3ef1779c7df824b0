import fc from 'fast-check';
import { renderJsonSchema } from '../../lib/app/config/schema';

/** A schema of JSON, as far as that of the config uses it. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly maxProperties?: number;
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
}

type Fields = Record<string, unknown>;

/** Environments of several partitions. */
const places = [
  ['aws', 'us-east-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
] as const;

/**
 * Configs of any keys of the schema, with the examples of its texts as values. References name what is there, and ARNs are
 * in the partition and Region of the only environment, so that many of the configs are valid. The others have keys that
 * conflict.
 */
export const schemaConfig: fc.Arbitrary<object> = fc
  .tuple(valueOf(renderJsonSchema() as Schema), fc.constantFrom(...places))
  .map(([config, [partition, region]]) => {
    const file = { ...(placed(config, partition, region) as Fields) };
    const repositories = [...named(file.repositories, 'repository'), { name: 'referred' }, { name: 'team-a/service' }];
    return {
      ...file,
      environments: [{ name: 'prod', account: '123456789012', region }],
      repositories,
      ...(file.publishers !== undefined && { publishers: named(file.publishers, 'publisher') }),
      ...(file.identities !== undefined && { identities: named(file.identities, 'identities') }),
      ...(file.builds !== undefined && { builds: named(file.builds, 'build') }),
      ...(file.contributors !== undefined && { contributors: named(file.contributors, 'contributor') }),
    };
  });

function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.items) return valueOf(schema.items).map((item) => [item]);
  if (schema.properties) return mappingOf(schema, schema.properties);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: (schema.minimum ?? 0) + 30 });
  return fc.constantFrom(...(schema.examples ?? ['text']));
}

/** Some keys of a mapping, of which the schema may require one of several. */
function mappingOf(schema: Schema, properties: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const { required = [], oneOf, maxProperties } = schema;
  const keys = Object.keys(properties);
  const choices = oneOf?.map((one) => one.required[0] ?? '') ?? keys.filter((key) => !required.includes(key));
  const exactlyOne = oneOf !== undefined || maxProperties === required.length + 1;
  const others = keys.filter((key) => !required.includes(key) && !choices.includes(key));
  const some = exactlyOne
    ? fc.tuple(fc.constantFrom(...choices), seldom(others)).map(([one, more]) => [one, ...more])
    : seldom(choices);
  return some.chain((chosen) =>
    fc.record(
      Object.fromEntries(
        [...required, ...chosen].flatMap((key) => {
          const property = properties[key];
          return property ? [[key, valueOf(property)] as const] : [];
        }),
      ),
    ),
  );
}

function seldom(keys: readonly string[]): fc.Arbitrary<string[]> {
  return fc.subarray([...keys], { maxLength: Math.min(4, keys.length) });
}

/** Texts in a partition and Region: an ARN of another one would be refused. */
function placed(value: unknown, partition: string, region: string): unknown {
  if (typeof value === 'string') return value.replace(/^arn:aws:/, `arn:${partition}:`).replaceAll('us-east-1', region);
  if (Array.isArray(value)) return value.map((item) => placed(item, partition, region));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, placed(item, partition, region)]));
}

/** Parts with unique names, and with references to what is there. */
function named(parts: unknown, kind: string): Fields[] {
  return ((parts ?? []) as Fields[]).map((part, index) => ({
    ...(referring(part) as Fields),
    name: `${kind}-${index}`,
    ...(kind === 'contributor' && {
      repository: 'incoming/one',
      ...(part.promoteTo ? { promoteTo: 'approved/one' } : {}),
    }),
  }));
}

/** A part whose references name the repository and the environment that are there. */
function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key === 'repository' && 'source' in value) return [key, 'referred'];
      if (key === 'workflow')
        return [key, { ...(referring(item) as Fields), repository: 'referred', images: undefined }];
      if (['repositories', 'pullRepositories'].includes(key)) return [key, ['referred']];
      if (key === 'environments' && !('branches' in value)) return [key, ['prod']];
      return [key, referring(item)];
    }),
  );
}
