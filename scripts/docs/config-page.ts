import { renderJsonSchema } from '../../lib/app/config/schema';
import { renderTeamJsonSchema } from '../../lib/app/config/teams/team-file';
import { defaultOf, exampleOf, meaningOf, typeOf } from './config-key';
import { type Mapping, mappingsIn, type SchemaNode } from './config-mappings';
import { code, markdownTable } from './markdown-table';

/** The reference of `ecr-publishing.yaml`, from its schema. `npm run docs` writes it. */
export function renderConfigReference(): string {
  const mappings = mappingsIn(renderJsonSchema());
  return [introduction, ...mappings.map((mapping) => section(mapping, mappings)), teamFile(mappings)].join('\n\n');
}

const introduction = `# Every key of ecr-publishing.yaml

[The guide](../guides/config-file.md) shows how to use the file, and
[an example](../../examples/registry/ecr-publishing.yaml) is a whole registry. \`npx ecr-publishing check\` validates a file.
Editors complete and check it by [the schema](../../schema/ecr-publishing.schema.json), and the file of a team by
[its own](../../schema/ecr-publishing-team.schema.json): put
\`# yaml-language-server: $schema=node_modules/cdk-ecr-publishing/schema/ecr-publishing.schema.json\` into its first line.

A key such as \`repositories[].name\` is the \`name\` of each item of the list \`repositories\`. No other keys are accepted.`;

/** The keys of a team's file. Its lists have the same mappings as those of the main file. */
function teamFile(all: readonly Mapping[]): string {
  const node: SchemaNode = renderTeamJsonSchema();
  return [
    '## The file of a team',
    `${node.description ?? ''} [The guide](../guides/organization.md) shows how.`,
    table('', node, all, 'team-file.'),
  ].join('\n\n');
}

function section({ path, node, equalAt }: Mapping, all: readonly Mapping[]): string {
  return [
    path === '' ? '## Top level' : `${path.includes('.') ? '###' : '##'} ${code(path)}`,
    [node.description, ...combinations(node), ...sameKeys(equalAt)].join(' '),
    table(path, node, all),
  ].join('\n\n');
}

function table(
  path: string,
  { properties = {}, required = [] }: SchemaNode,
  all: readonly Mapping[],
  anchor = '',
): string {
  const rows = Object.entries(properties).map(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [
      (value.properties ?? value.items?.properties)
        ? code(key)
        : `<a id="${anchor}${at.replaceAll('[]', '')}"></a>${code(key)}`,
      typeOf(at, value, all),
      defaultOf(value, required.includes(key)),
      meaningOf(value),
      exampleOf(value),
    ];
  });
  return markdownTable(['key', 'type', 'default', 'meaning', 'example'], rows);
}

/** Which keys a mapping may have together. */
function combinations(node: SchemaNode): string[] {
  const { properties = {}, required = [], minProperties, maxProperties, oneOf, anyOf } = node;
  if (anyOf !== undefined) {
    return [`It has at least one of ${anyOf.flatMap(({ required: keys = [] }) => keys.map(code)).join(', ')}.`];
  }
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
