/** A value of the config in its JSON schema. */
export interface SchemaNode {
  /** The values of a mapping whose keys are names. */
  readonly additionalProperties?: SchemaNode | false;
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly items?: SchemaNode;
  readonly maximum?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly minProperties?: number;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
}

/** A mapping of the config. */
export interface Mapping {
  /** The first path that it is at, such as `repositories[].retention`. */
  readonly path: string;
  readonly node: SchemaNode;
  /** The other paths with equal keys, such as `gitlab` and `bitbucket`. */
  readonly equalAt: readonly string[];
}

/** All mappings, each once. Several keys may have equal ones. */
export function mappingsIn(schema: SchemaNode): Mapping[] {
  const all = allMappings('', schema);
  return all.flatMap(({ path, node }, index) => {
    const equal = all.filter((other) => identity(other.node) === identity(node));
    return equal[0] === all[index] ? [{ path, node, equalAt: equal.slice(1).map((other) => other.path) }] : [];
  });
}

/** The mapping that is equal to a value, which may be at another path. */
export function equalMapping(node: SchemaNode, all: readonly Mapping[]): Mapping | undefined {
  return all.find((mapping) => identity(mapping.node) === identity(node));
}

interface Found {
  readonly path: string;
  readonly node: SchemaNode;
}

function allMappings(path: string, node: SchemaNode): Found[] {
  const below = Object.entries(node.properties ?? {}).flatMap(([key, value]) =>
    allMappings(path === '' ? key : `${path}.${key}`, value),
  );
  return [
    ...(node.properties ? [{ path, node }] : []),
    ...below,
    ...(node.items ? allMappings(`${path}[]`, node.items) : []),
    ...(node.additionalProperties ? allMappings(`${path}.NAME`, node.additionalProperties) : []),
  ];
}

function identity(node: SchemaNode): string {
  return JSON.stringify([node.properties, node.required, node.oneOf, node.minProperties]);
}
