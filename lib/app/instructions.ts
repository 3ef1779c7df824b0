import { join } from 'node:path';
import { type EnvironmentStacks } from './stacks/environment-stacks';
import { writeOutput } from './review/output-file';

/** The folder of an assembly that contains the instructions for contributors. */
export const instructionsFolder = 'ecr-publishing-handouts';

/** Writes two files for each contributor into an assembly: one for the administrator and one for the contributor. */
export function writeInstructions(assembly: string, environments: readonly EnvironmentStacks[]): void {
  for (const { config, pushAccess } of environments) {
    for (const [name, access] of pushAccess) {
      const folder = join(assembly, instructionsFolder, config.name);
      writeOutput(join(folder, `${name}.md`), access.renderContributorHandout());
      writeOutput(join(folder, `${name}-admin.md`), access.renderAdminHandout());
    }
  }
}
