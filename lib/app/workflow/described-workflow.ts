import { App } from 'aws-cdk-lib';
import { type OnProgress } from '../../private/text/progress';
import { type IdentityNode } from '../../review/index';
import { readConfig } from '../config/index';
import { locating } from '../config/reading/locate';
import { withoutTemplateRules } from '../config-app';
import { fail } from '../input-file';
import { projectContext } from '../project-context';
import { addRegistryStacks } from '../registry-stacks';
import { type PublishFile } from '../stacks/environment-stacks';

/**
 * The file that a config describes for a publisher, or undefined if it has no such publisher or no description of its file.
 *
 * @throws ConfigError with every problem of the config at once, as `check` does.
 */
export function describedWorkflow(file: string, role: string, onProgress?: OnProgress): PublishFile | undefined {
  const config = locating(file, () => readConfig(file));
  const app = new App({
    ...withoutTemplateRules,
    analyticsReporting: false,
    treeMetadata: false,
    context: projectContext(file),
  });
  const environments = locating(file, () => addRegistryStacks(app, config, undefined, onProgress));
  return environments.flatMap(({ workflows }) => workflows.get(role) ?? [])[0];
}

/** Refuses a role whose file is described in a config that the templates were made of. The templates do not have the description. */
export function refuseDescribed({ resource: { notes } }: IdentityNode, title: string): void {
  const isDescribed = Array.isArray(notes) && notes.some((note: unknown) => isDescription(note));
  if (isDescribed) {
    fail(
      `--role must be rendered from the config that describes its file, got templates. Run: ecr-publishing workflow ` +
        `ecr-publishing.yaml --role ${title}`,
    );
  }
}

function isDescription(note: unknown): boolean {
  return typeof note === 'object' && note !== null && 'describedIn' in note;
}
