import { stringify } from 'yaml';
import { equalMapping, type Mapping, type SchemaNode } from './config-mappings';
import { code } from './markdown-table';

/** The type of a value, with a link to the section of its keys. */
export function typeOf(path: string, node: SchemaNode, all: readonly Mapping[]): string {
  const { additionalProperties: values, items, properties } = node;
  if (values) return values.properties ? linkTo(`${path}.NAME`, 'mappings', values, all) : 'mapping of texts';
  if (items !== undefined) {
    return items.properties ? `list of ${linkTo(`${path}[]`, 'mappings', items, all)}` : `list of ${pluralOf(items)}`;
  }
  return properties ? linkTo(path, 'mapping', node, all) : scalar(node);
}

function linkTo(path: string, text: string, node: SchemaNode, all: readonly Mapping[]): string {
  const target = equalMapping(node, all)?.path ?? path;
  return `[${text}](#${target.toLowerCase().replaceAll(/[^a-z0-9]/g, '')})`;
}

function scalar({ const: only, enum: words, type, minimum }: SchemaNode): string {
  if (only !== undefined) return code(JSON.stringify(only));
  if (words !== undefined) return words.map(code).join(', ');
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'integer') return `whole number, at least ${minimum ?? 0}`;
  return 'text';
}

function pluralOf(items: SchemaNode): string {
  return items.enum === undefined ? 'texts' : scalar(items);
}

export function defaultOf({ default: value }: SchemaNode, required: boolean): string {
  if (required) return 'required';
  return value === undefined ? '' : code(inYaml(value));
}

/** The description of a value and of the items of a list, whose items begin with an article. */
export function meaningOf({ description = '', items }: SchemaNode): string {
  const { description: item = '', properties } = items ?? {};
  const each = item === '' || properties ? '' : ` Each is ${item.charAt(0).toLowerCase()}${item.slice(1)}`;
  return `${description}${each}`.replaceAll('*', '\\*');
}

export function exampleOf({ examples, items }: SchemaNode): string {
  const [example] = examples ?? items?.examples?.map((item) => [item]) ?? [];
  return example === undefined ? '' : code(inYaml(example));
}

function inYaml(value: unknown): string {
  return stringify(value, {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    singleQuote: true,
  }).trim();
}
