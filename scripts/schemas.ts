import { writeFileSync } from 'node:fs';
import { renderJsonSchema } from '../lib/app/config/schema';
import { renderTeamJsonSchema } from '../lib/app/config/teams/team-file';

/** Writes the schemas with which editors complete and check the main file and the files of teams. */
const schemas = { 'ecr-publishing': renderJsonSchema(), 'ecr-publishing-team': renderTeamJsonSchema() };

for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(`schema/${name}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`);
}
