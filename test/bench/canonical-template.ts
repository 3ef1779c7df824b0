import { account, region } from './workload';

/** The parts in which equivalent templates may differ. Any other difference counts. */
export const normalised = [
  'logical ids (a reference stands for the whole content of what it refers to)',
  'Sid of a statement',
  'Metadata of a resource, which checkers of templates read and no service (it counts in the bytes)',
  'order of statements, principals, actions, resources and condition values; a list of one and its only element',
  'order of keys, also inside the lifecycle document',
  'pseudo parameters of the known environment and Fn::Join over literals, against the literal string',
];

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

export interface CanonicalTemplate {
  /** One text per resource, sorted. */
  readonly resources: readonly string[];
  /** Parameters, rules, outputs and conditions: all parts except the resources. */
  readonly rest: string;
}

const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};

export function canonicalTemplate(templateText: string): CanonicalTemplate {
  const { Resources: resources, ...rest } = JSON.parse(templateText) as { Resources: Record<string, JsonObject> };
  const known = new Map<string, string>();
  const canonical = (value: Json): Json => canonicalValue(value, identity);

  /** CloudFormation refuses cycles, so this recursion over references ends. */
  function identity(logicalId: string): string | undefined {
    const resource = resources[logicalId];
    if (!resource) return undefined;
    const text = known.get(logicalId) ?? JSON.stringify(canonical(deployed(resource)));
    known.set(logicalId, text);
    return text;
  }

  return {
    resources: Object.keys(resources)
      .map((logicalId) => identity(logicalId) ?? '')
      .sort(),
    rest: JSON.stringify(canonical(rest)),
  };
}

function deployed(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([key]) => key !== 'Metadata'));
}

type Identity = (logicalId: string) => string | undefined;

function canonicalValue(value: Json, identity: Identity): Json {
  if (Array.isArray(value)) return value.map((element) => canonicalValue(element, identity));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, child]): [string, Json] => [key, canonicalProperty(key, child, identity)]);
  const canonical = Object.fromEntries(entries);
  return literal(canonical) ?? ('Effect' in canonical ? statement(canonical) : canonical);
}

function canonicalProperty(key: string, value: Json, identity: Identity): Json {
  if (key === 'Ref' && typeof value === 'string') return pseudoParameters[value] ?? identity(value) ?? value;
  if (key === 'Fn::GetAtt') {
    const [logicalId = '', ...attribute] = typeof value === 'string' ? value.split('.') : (value as string[]);
    return [identity(logicalId) ?? logicalId, attribute.join('.')];
  }
  if (key === 'DependsOn') return sorted([value].flat().map((id) => identity(id as string) ?? id));
  if (key === 'Statement') return sorted([canonicalValue(value, identity)].flat());
  if (key === 'LifecyclePolicyText') return canonicalValue(JSON.parse(value as string) as Json, identity);
  return canonicalValue(value, identity);
}

/** A pseudo parameter or a join whose parts are all known is the string that it makes. */
function literal({ Ref: reference, 'Fn::Join': join }: JsonObject): string | undefined {
  if (typeof reference === 'string' && Object.values(pseudoParameters).includes(reference)) return reference;
  if (!Array.isArray(join)) return undefined;
  const [separator, parts] = join as [string, Json[]];
  return parts.every((part) => typeof part === 'string') ? parts.join(separator) : undefined;
}

function statement(canonical: JsonObject): JsonObject {
  const entries = Object.entries(canonical).filter(([key]) => key !== 'Sid');
  return Object.fromEntries(entries.map(([key, value]) => [key, unordered(value)]));
}

/** Lists inside a statement are sets to IAM, down to the values of a condition. */
function unordered(value: Json): Json {
  if (Array.isArray(value)) return value.length === 1 ? (value[0] ?? null) : sorted(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unordered(child)]));
}

function sorted(values: Json[]): Json[] {
  return values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((left, right) => (left.text < right.text ? -1 : 1))
    .map(({ value }) => value);
}
