import { CfnResource } from 'aws-cdk-lib';
import { type RegistryConfig } from '../config/schema';
import { teamTagsOf } from '../config/teams/team-tags';
import { type EnvironmentStacks } from './environment-stacks';
import { type PartPaths } from './part-paths';
import { setTags } from './set-tags';

/**
 * Adds the tags of teams to their roles, builds and promotions. It runs after all parts are created, since some resources
 * are next to the construct of their part. Repositories have the tags by their settings.
 */
export function tagParts(config: RegistryConfig, environments: readonly EnvironmentStacks[], paths: PartPaths): void {
  if (config.teams === undefined) return;
  for (const stack of environments.flatMap(({ stacks }) => stacks)) {
    if (stack.part === 'repositories') continue;
    for (const construct of stack.node.findAll()) {
      if (!CfnResource.isCfnResource(construct)) continue;
      const path = paths.of(construct.node.path);
      const [, section = '', index = ''] = /^(\w+)\[(\d+)\]/.exec(path) ?? [];
      const { [section as 'publishers']: entries = [], builds = [] } = config;
      const entry =
        section === 'builds'
          ? builds.find((build) => `${build.path}.`.startsWith(`builds[${index}].`))
          : entries[Number(index)];
      if (entry) setTags(construct, teamTagsOf(config, entry) ?? {});
    }
  }
}
