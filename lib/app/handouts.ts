import { join } from 'node:path';
import { type EnvironmentStack } from './stacks/environment-stack';
import { writeOutput } from './review/output-file';

/** The folder of an assembly that the pages for contributors are in. */
export const handoutFolder = 'ecr-publishing-handouts';

/** Writes the pages of each contributor into an assembly: one to hand out credentials by, one to give away. */
export function writeHandouts(assembly: string, stacks: readonly EnvironmentStack[]): void {
  for (const { config, pushAccess } of stacks) {
    for (const [name, access] of pushAccess) {
      const folder = join(assembly, handoutFolder, config.name);
      writeOutput(join(folder, `${name}.md`), access.renderContributorHandout());
      writeOutput(join(folder, `${name}-admin.md`), access.renderAdminHandout());
    }
  }
}
