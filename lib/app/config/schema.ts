import { z } from 'zod';
import { repositoryPrefixRule } from '../../private/oci/repository-prefix';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { acknowledgement } from './acknowledgements';
import { build } from './builds/builds';
import { type BuildConfig } from './builds/built-images';
import { identityProviders } from './ci/ci-systems';
import { identities } from './identities';
import { gitHubProvider } from './ci/identity-provider';
import { contributor } from './contributors/contributors';
import { environment } from './environments/environments';
import {
  addProblem,
  count,
  evenIfInvalid,
  list,
  mapping,
  named,
  onlyTrue,
  text,
  uniqueList,
  version,
  word,
} from './fields';
import { publisher } from './publishers';
import { repository } from './repositories/repositories';
import { retention } from './repositories/retention';
import { group } from './settings/settings';
import { resourceTags } from './settings/resource-tags';
import { repositorySources } from './repositories/repository-sources';
import { includePatternRule } from './teams/include-pattern';
import { type Origins } from './teams/origins';
import { registry } from './registry/registry';
import { shared } from './teams/shared-names';
import { teamNameRule } from './teams/team-name';
import { type Team } from './teams/team';
import { nagPackNames } from '../nag-packs';

/** The file that describes a registry. */
const file = mapping(
  {
    version,
    include: uniqueList(
      text(includePatternRule, {
        description: 'A pattern below the folder of this file, in which a star matches any text without a slash.',
        examples: ['teams/*.yaml'],
      }),
      'The files of teams. Each has its own repositories, publishers, builds and contributors.',
    ).optional(),
    teamPrefixes: named(
      teamNameRule,
      uniqueList(
        text(repositoryPrefixRule, {
          description: 'The start of repository names, with a slash at the end.',
          examples: ['pizza/'],
        }),
        'The prefixes of the team.',
      ),
      'The prefixes that each team may claim in its file, by the name of the team. Without it, a team may claim any prefix that is free.',
    )
      .meta({ examples: [{ pizza: ['pizza/'] }] })
      .optional(),
    shared: shared.optional(),
    environments: list(environment, 'The accounts and Regions that the registry is deployed to.'),
    shards: count(wholeNumberRule(1, 100), {
      description:
        'The number of stacks that the repositories of an environment are divided into, by their names. Builds and ' +
        'contributors are divided too. The default is 1.',
      minimum: 1,
    }).optional(),
    reshard: onlyTrue(
      '`check --against` accepts another number of shards. It then lists the repositories that move to another stack.',
    ),
    github: gitHubProvider.optional(),
    ...identityProviders,
    defaults: mapping(
      { retention: retention.optional() },
      'The settings of repositories that do not set them.',
    ).optional(),
    tags: resourceTags(
      'Tags of all AWS resources, for costs and access. Groups and repositories add their own.',
    ).optional(),
    repositories: list(
      repository,
      'The repositories. A file with `contributors` or `include` does not need this list, because they bring their own.',
    ).default([]),
    groups: list(group, 'Settings for the repositories whose names start with a prefix.').optional(),
    publishers: list(publisher, 'Roles that CI systems publish with.').optional(),
    identities: list(
      identities,
      "Roles, users and groups of the environments' own accounts that log in, push and pull.",
    ).optional(),
    builds: list(build, 'CodeBuild projects that build and push.').optional(),
    contributors: list(contributor, 'Outside contributors, and the promotion of their images.').optional(),
    registry: registry.optional(),
    checks: uniqueList(
      word(nagPackNames, 'A cdk-nag pack.'),
      'The cdk-nag packs that run at synth. A finding fails it.',
    ).optional(),
    acknowledgements: list(acknowledgement, 'Known findings that are accepted.').optional(),
  },
  'An ECR registry: its repositories, the principals that pull and push, and its builds.',
  (keys) =>
    keys.some((key) => ['team', 'owners', 'prefixes'].includes(key))
      ? 'They belong to the file of a team. Check the main file, whose `include` names it.'
      : undefined,
);

/** The main file of a config. */
export const configSchema = file.superRefine((config, context) => {
  for (const key of ['shared', 'teamPrefixes'] as const) {
    const isUnused = config[key] !== undefined && config.include === undefined;
    addProblem(context, isUnused ? 'requires `include`, because only teams use it' : undefined, [key]);
  }
}, evenIfInvalid);

type MainFile = z.infer<typeof configSchema>;
export type EnvironmentConfig = MainFile['environments'][number];
export type RepositoryConfig = OfTeam<MainFile['repositories'][number]>;
export type IdentitiesConfig = NonNullable<MainFile['identities']>[number];
export type PublisherConfig = OfTeam<NonNullable<MainFile['publishers']>[number]>;
export type RegistrySettingsConfig = NonNullable<MainFile['registry']>;
export type DeployConfig = NonNullable<PublisherConfig['deploys']>[number];
export type ContributorConfig = OfTeam<NonNullable<MainFile['contributors']>[number]>;
export { type BuildConfig } from './builds/built-images';

/** An entry of a team's file has the name of its team. */
type OfTeam<T> = T & { readonly team?: string };

/** A config with valid fields. It has the entries of the main file and of all teams. */
export interface RegistryConfig extends MainFile {
  repositories: RepositoryConfig[];
  publishers?: PublisherConfig[];
  /** A build for each image, also of entries with several images. */
  builds?: BuildConfig[];
  contributors?: ContributorConfig[];
  /** The teams, if the config includes their files. */
  readonly teams?: readonly Team[];
  /** The files of the entries, if there are several. */
  readonly origins?: Origins;
}

/** Renders the JSON schema, with which editors complete and check a config. */
export function renderJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7' });
  return {
    ...schema,
    properties: withoutDefault(schema.properties ?? {}, 'repositories'),
    required: schema.required?.filter((key) => key !== 'repositories'),
    anyOf: repositorySources.map((key) => ({ type: 'object', properties: { [key]: {} }, required: [key] })),
    title: 'ecr-publishing.yaml',
  };
}

/** The default of a list is an empty one, which a file must not have. */
function withoutDefault(properties: Record<string, unknown>, key: string): Record<string, unknown> {
  const property = Object.entries(properties[key] ?? {}).filter(([name]) => name !== 'default');
  return { ...properties, [key]: Object.fromEntries(property) };
}
