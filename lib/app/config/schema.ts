import { z } from 'zod';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { acknowledgement } from './acknowledgements';
import { build } from './builds/builds';
import { identityProviders } from './ci/ci-systems';
import { gitHubProvider } from './ci/identity-provider';
import { contributor } from './contributors/contributors';
import { environment } from './environments/environments';
import { count, list, mapping, onlyTrue, word } from './fields';
import { publisher } from './publishers';
import { repository } from './repositories/repositories';
import { retention } from './repositories/retention';
import { group } from './settings/settings';
import { resourceTags } from './settings/resource-tags';
import { repositorySources } from './repositories/repository-sources';
import { nagPackNames } from '../nag-packs';

/** The file that describes a registry. */
export const configSchema = mapping(
  {
    version: z
      .literal(1, { error: 'must be 1, the version of this format' })
      .meta({ description: 'The version of the format.' }),
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
      'The repositories. Contributors bring their own, so a file with `contributors` does not need this list.',
    ).default([]),
    groups: list(group, 'Settings for the repositories whose names start with a prefix.').optional(),
    publishers: list(publisher, 'Roles that CI systems publish with.').optional(),
    builds: list(build, 'CodeBuild projects that build and push.').optional(),
    contributors: list(contributor, 'Outside contributors, and the promotion of their images.').optional(),
    checks: list(
      word(nagPackNames, 'A cdk-nag pack.'),
      'The cdk-nag packs that run at synth. A finding fails it.',
    ).optional(),
    acknowledgements: list(acknowledgement, 'Known findings that are accepted.').optional(),
  },
  'An ECR registry: its repositories, the principals that pull and push, and its builds.',
);

/** A config with valid fields. */
export type RegistryConfig = z.infer<typeof configSchema>;
export type EnvironmentConfig = RegistryConfig['environments'][number];
export type RepositoryConfig = RegistryConfig['repositories'][number];
export type PublisherConfig = NonNullable<RegistryConfig['publishers']>[number];
export type ContributorConfig = NonNullable<RegistryConfig['contributors']>[number];
export type BuildConfig = NonNullable<RegistryConfig['builds']>[number];

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
