/**
 * Writes lib/review/changes/create-only.json from the package @aws-cdk/aws-service-spec, which has the resource types of
 * CloudFormation. `npm run create-only` runs it after an update of the package.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { version } from '@aws-cdk/aws-service-spec/package.json';
import { comparedTypes } from '../lib/review/changes/compared-types';

export const tablePath = join(__dirname, '../lib/review/changes/create-only.json');

/** The properties of each type whose change replaces a resource, by the names of the types. */
export function createOnlyProperties(): Record<string, string[]> {
  const database = loadAwsServiceSpecSync();
  const types = [...comparedTypes.keys()].filter((type) => type.startsWith('AWS::')).sort();
  return Object.fromEntries(
    types.map((type) => {
      const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
      if (!resource) throw new Error(`${type} is not a type of CloudFormation`);
      const properties = Object.entries(resource.properties).filter(([, { causesReplacement }]) => {
        return causesReplacement === 'yes';
      });
      return [type, properties.map(([name]) => name).sort()];
    }),
  );
}

/** The text of the table, a line for each type. */
export function renderTable(): string {
  const lines = Object.entries(createOnlyProperties()).map(
    ([type, properties]) => `${JSON.stringify(type)}:${JSON.stringify(properties)}`,
  );
  return `{"package":"@aws-cdk/aws-service-spec ${version}","types":{\n${lines.join(',\n')}\n}}\n`;
}

if (require.main === module) writeFileSync(tablePath, renderTable());
