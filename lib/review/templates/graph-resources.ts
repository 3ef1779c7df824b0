import { type GraphResource } from './template-graph';
import { type Assumption } from './assumptions';
import { type Reading } from './reading';
import { resourceArn, resourceName } from './resource-names';
import { type RawResource } from './template';
import { type TemplateReader, whenTexts } from './template-reader';
import { entriesOf, field, isList, type Value } from './value';

/** A resource that its template creates, at least under some conditions. */
export interface PresentResource {
  readonly reader: TemplateReader;
  readonly raw: RawResource;
  /** The assumptions under which it exists. */
  readonly assumptions: readonly Assumption[];
}

/** A resource with one of its possible names. */
export interface NamedGraphResource extends PresentResource {
  readonly name: string;
  readonly arn: string;
  readonly resource: GraphResource;
}

/** If the conditions of one resource have more cases than this, its cases are not read one by one. */
const mostVariants = 8;

/** The resources of a template, except those whose condition is never true. */
export function presentResources(reader: TemplateReader): PresentResource[] {
  return [...reader.template.resources.values()].flatMap((raw): PresentResource[] => {
    if (raw.condition === undefined) return [{ reader, raw, assumptions: [] }];
    const holds = reader.assume([]).decide(raw.condition);
    if (holds === false) return [];
    return [{ reader, raw, assumptions: holds === true ? [] : [[raw.condition, true]] }];
  });
}

/** A resource with its properties, once for each case of its conditions. */
export function graphResources(present: PresentResource): GraphResource[] {
  const { reader, raw, assumptions } = present;
  const read = (reading: Reading): Value | undefined => reading.resolve(raw.properties);
  const variants = reader.variants(assumptions, mostVariants, read) ?? [
    { value: read(reader.flatReading(assumptions)), assumptions },
  ];
  return variants.map((variant) => graphResource(present, variant.value, variant.assumptions));
}

/**
 * A resource, once for each possible name and for each value of the given properties. Other branches in its properties
 * are unresolved.
 */
export function namedResources(present: PresentResource, properties: readonly string[] = []): NamedGraphResource[] {
  const { reader, raw, assumptions } = present;
  const read = (reading: Reading) => {
    const name = resourceName(raw, reading);
    for (const property of properties) reading.resolve(field(raw.properties, property));
    return { name, arn: resourceArn(raw, reading) ?? name };
  };
  const variants = reader.variants(assumptions, mostVariants, read) ?? [
    { value: read(reader.flatReading(assumptions)), assumptions },
  ];
  return variants.map(({ value, assumptions: list }) => {
    const properties = reader.flatReading(list).resolve(raw.properties);
    return { ...present, ...value, assumptions: list, resource: graphResource(present, properties, list) };
  });
}

function graphResource(
  { reader, raw }: PresentResource,
  properties: Value | undefined,
  assumptions: readonly Assumption[],
): GraphResource {
  const { notes, deletionPolicy, updateReplacePolicy } = raw;
  return {
    type: raw.type,
    source: raw.source,
    env: reader.template.env,
    properties: Object.fromEntries(entriesOf(properties)),
    when: whenTexts(assumptions),
    dependsOn: raw.dependsOn,
    written: raw.properties,
    ...resolved({ notes, deletionPolicy, updateReplacePolicy }, reader, assumptions),
    ...(raw.changedBy !== undefined && { changedBy: raw.changedBy }),
  };
}

/** The parts of a resource that are there, evaluated. */
function resolved(
  parts: Readonly<Record<string, unknown>>,
  reader: TemplateReader,
  assumptions: readonly Assumption[],
): Record<string, Value | undefined> {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  if (given.length === 0) return {};
  const reading = reader.flatReading(assumptions);
  return Object.fromEntries(given.map(([name, value]) => [name, reading.resolve(value)]));
}

/** A property as the template has it. */
export function rawProperty({ raw }: PresentResource, name: string): unknown {
  return field(raw.properties, name);
}

/** The items of a list of texts, or one text. */
export function textsIn(value: unknown): string[] {
  if (isList(value)) return value.flatMap(textsIn);
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [String(value)] : [];
}
