import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RegionServices } from '../lib/private/aws/region-service';
import { regionalServices, type RegionalService } from '../lib/private/aws/regional-services';
import { knownRegions } from '../lib/private/aws/known-regions';
import { partitionNames, partitionOfRegion } from '../lib/private/aws/region-partition';
import { groupedBy } from '../lib/private/values/grouped-by';
import { urlSuffixOf } from '../lib/private/oci/registry-host';

export const pagePath = join(__dirname, '../docs/regions.md');

/** The options that need each service, as the page says it. */
const needs: Readonly<Record<keyof typeof regionalServices, string>> = {
  builds: '`builds`, `ImageBuildProject`, `ImageCheckProject`, and a promotion, whose copies CodeBuild makes',
  fleets: '`fleet` of a build',
  connections: '`connectionArn` of a build from GitHub or GitLab',
  codeCommit: '`codeCommit`, `ImageSource.codeCommit`',
  enhancedScanning: '`scan: enhanced`, `ScanGate.enhanced`',
  signing: '`signingProfile` of a promotion',
};

/** docs/regions.md, from the table of Regions and the parts that do not change. */
export function renderRegionsPage(table: RegionServices): string {
  const text = readFileSync(join(__dirname, 'regions-page.md'), 'utf8');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]?.(table) ?? '');
}

const parts: Readonly<Record<string, (table: RegionServices) => string>> = {
  source: ({ source }) => source,
  read: ({ read }) => read,
  services: (table) =>
    Object.entries<RegionalService>(regionalServices)
      .map(([key, { name, type, remedy }]) =>
        [
          `### ${name}`,
          `Needed by ${needs[key as keyof typeof regionalServices]}. The resource type is \`${type}\`.`,
          remedy,
          'These Regions lack it:',
          block(table.lacking[type] ?? []),
        ].join('\n\n'),
      )
      .join('\n\n'),
  everywhere: ({ lacking }) => codes(Object.keys(lacking).filter((type) => lacking[type]?.length === 0)),
  regions: ({ regions }) => block(regions),
  partitions: () =>
    rows(
      ['partition', 'Regions', 'host of a registry'],
      partitionNames.map((partition) => [
        `\`${partition}\``,
        codes([...knownRegions].filter((region) => partitionOfRegion(region) === partition).slice(0, 2)) +
          (partition === 'aws' ? ' and the others' : ''),
        `\`ACCOUNT.dkr.ecr.REGION.${urlSuffixOf(partition) ?? ''}\``,
      ]),
    ),
};

function rows(header: readonly string[], lines: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Names of Regions, a line for each part of the world. */
function block(names: readonly string[]): string {
  const lines = groupedBy(names, (name) => name.slice(0, name.indexOf('-'))).map((group) => group.join(' '));
  return ['```text', ...lines, '```'].join('\n');
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
