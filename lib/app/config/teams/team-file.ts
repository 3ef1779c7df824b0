import { z } from 'zod';
import { awsLimits } from '../../../private/aws/limits';
import { repositoryPrefixRule } from '../../../private/oci/repository-prefix';
import { build } from '../builds/builds';
import { contributor } from '../contributors/contributors';
import { addProblem, list, mapping, text, uniqueList, version } from '../fields';
import { publisher } from '../publishers';
import { repository } from '../repositories/repositories';
import { configSchema } from '../schema';
import { resourceTags } from '../settings/resource-tags';
import { group } from '../settings/settings';
import { ownerRule } from './owner';
import { teamNameRule } from './team-name';

/** The owners are a tag, and CodeBuild accepts no longer one. */
const { valueCharactersOfProject: mostOfTag } = awsLimits.resourceTags;

const ownKeys = {
  version,
  team: text(teamNameRule, { description: 'The name of the team. It is a tag of its resources.', examples: ['pizza'] }),
  owners: uniqueList(
    text(ownerRule, {
      description: 'A team or account at GitHub or GitLab, or an email address.',
      examples: ['@acme/pizza'],
    }),
    'The people who can answer questions about these repositories. `show`, the guides and a tag of the resources have them.',
  ).superRefine((owners, context) => {
    const { length } = owners.join(' ');
    if (length <= mostOfTag) return;
    addProblem(
      context,
      `must have at most ${mostOfTag} characters together, got ${length}. Name teams instead of people.`,
    );
  }),
  prefixes: uniqueList(
    text(repositoryPrefixRule, {
      description: 'The start of repository names, with a slash at the end.',
      examples: ['pizza/'],
    }),
    'The prefixes that the team may use. No other team may use them.',
  ),
  tags: resourceTags(
    'Tags of all AWS resources of this file. They override those of the main file. Groups and repositories add their own.',
  ).optional(),
  groups: list(group, 'Settings for the repositories whose names start with a prefix.').optional(),
  repositories: list(repository, 'The repositories.').optional(),
  publishers: list(publisher, 'Roles that CI systems publish with.').optional(),
  builds: list(build, 'CodeBuild projects that build and push.').optional(),
  contributors: list(contributor, 'Outside contributors, and the promotion of their images.').optional(),
};

const onlyInMain = Object.keys(configSchema.shape).filter((key) => !(key in ownKeys));

/** The file of one team, which the main file includes. */
export const teamFileSchema = mapping(
  ownKeys,
  'The repositories of one team, with their publishers, builds and contributors. The main file includes it.',
  (keys) => {
    const others = keys.filter((key) => onlyInMain.includes(key));
    return others.length === 0 ? undefined : `Only the main file may have ${others.join(', ')}.`;
  },
);

export type TeamFile = z.infer<typeof teamFileSchema>;

/** Renders the JSON schema, with which editors complete and check the file of a team. */
export function renderTeamJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(teamFileSchema, { target: 'draft-7' });
  return { ...schema, title: 'The file of a team' };
}
