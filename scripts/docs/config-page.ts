import { renderJsonSchema } from '../../lib/app/config/schema';
import { defaultOf, exampleOf, meaningOf, typeOf } from './config-key';
import { type Mapping, mappingsIn, type SchemaNode } from './config-mappings';
import { code, markdownTable } from './markdown-table';

/** The reference of `ecr-publishing.yaml`, from its schema. `npm run docs` writes it. */
export function renderConfigReference(): string {
  const mappings = mappingsIn(renderJsonSchema());
  return [introduction, ...mappings.map((mapping) => section(mapping, mappings))].join('\n\n');
}

const introduction = `# Every key of ecr-publishing.yaml

[The guide](../guides/config-file.md) shows how to use the file, and
[an example](../../examples/registry/ecr-publishing.yaml) is a whole registry. \`npx ecr-publishing check\` validates a file.
Editors complete and check it by [the schema](../../schema/ecr-publishing.schema.json): put
\`# yaml-language-server: $schema=node_modules/cdk-ecr-publishing/schema/ecr-publishing.schema.json\` into its first line.

A key such as \`repositories[].name\` is the \`name\` of each item of the list \`repositories\`. No other keys are accepted.`;

function section(mapping: Mapping, all: readonly Mapping[]): string {
  const { path, node, equalAt } = mapping;
  const { properties = {}, required = [] } = node;
  const rows = Object.entries(properties).map(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [
      (value.properties ?? value.items?.properties) ? code(key) : `<a id="${at.replaceAll('[]', '')}"></a>${code(key)}`,
      typeOf(at, value, all),
      defaultOf(value, required.includes(key)),
      meaningOf(value),
      exampleOf(value),
    ];
  });
  return [
    path === '' ? '## Top level' : `${path.includes('.') ? '###' : '##'} ${code(path)}`,
    [node.description, ...combinations(node), ...sameKeys(equalAt)].join(' '),
    markdownTable(['key', 'type', 'default', 'meaning', 'example'], rows),
  ].join('\n\n');
}

/** Which keys a mapping may have together. */
function combinations({ properties = {}, required = [], minProperties, maxProperties, oneOf }: SchemaNode): string[] {
  if (oneOf !== undefined) {
    return [`It has exactly one of ${oneOf.flatMap(({ required: keys = [] }) => keys.map(code)).join(' and ')}.`];
  }
  if (minProperties === undefined) return [];
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  const amount = maxProperties === minProperties ? 'exactly' : 'at least';
  return [`It has ${amount} one of ${optional.map(code).join(', ')}.`];
}

function sameKeys(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return [`The same keys are in ${paths.map(code).join(', ')}.`];
}
