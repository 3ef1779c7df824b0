import { z } from 'zod';
import { acknowledgement } from './acknowledgements';
import { build } from './builds';
import { identityProviders } from './ci/ci-systems';
import { gitHubProvider } from './ci/identity-provider';
import { contributor } from './contributors';
import { environment } from './environments';
import { list, mapping, word } from './fields';
import { publisher } from './publishers';
import { repository } from './repositories';
import { retention } from './retention';
import { nagPackNames } from '../nag-packs';

/** The one file that describes a registry. */
export const configSchema = mapping(
  {
    version: z.literal(1, { error: 'must be 1, the version of this format' }).meta({ description: 'The format.' }),
    environments: list(environment, 'Where everything goes.'),
    shards: z
      .literal(1, { error: 'must be 1; this version puts the repositories of an environment in one stack' })
      .optional()
      .meta({ description: 'How many stacks share the repositories of an environment.' }),
    github: gitHubProvider.optional(),
    ...identityProviders,
    defaults: mapping({ retention: retention.optional() }, 'What repositories have that say nothing else.').optional(),
    repositories: list(repository, 'The repositories.'),
    publishers: list(publisher, 'Roles that CI systems publish with.').optional(),
    builds: list(build, 'CodeBuild projects that build and push.').optional(),
    contributors: list(contributor, 'Who pushes from outside, and where approved images go.').optional(),
    checks: list(word(nagPackNames, 'A pack.'), 'The cdk-nag packs that run at synth; a finding fails it.').optional(),
    acknowledgements: list(acknowledgement, 'Findings that are known and meant.').optional(),
  },
  'An ECR registry: repositories, who pulls, who pushes, and what builds.',
);

/** A config as it is written, all its fields valid. */
export type RegistryConfig = z.infer<typeof configSchema>;
export type EnvironmentConfig = RegistryConfig['environments'][number];
export type RepositoryConfig = RegistryConfig['repositories'][number];
export type PublisherConfig = NonNullable<RegistryConfig['publishers']>[number];
export type ContributorConfig = NonNullable<RegistryConfig['contributors']>[number];
export type BuildConfig = NonNullable<RegistryConfig['builds']>[number];

/** The format for editors, which complete and check it while it is written. */
export function renderJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7' });
  return { ...schema, title: 'ecr-publishing.yaml' };
}
