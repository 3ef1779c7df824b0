import { repositoryNameRule } from '../../../private/oci/repository-name';
import { environmentNames } from '../environments/environments';
import { mapping, text } from '../fields';
import { perEnvironment, repositorySettings } from '../settings/settings';

/** One repository. */
export const repository = mapping(
  {
    name: text(repositoryNameRule, { description: 'The name in the registry.', examples: ['team/service'] }),
    environments: environmentNames,
    ...repositorySettings,
    perEnvironment: perEnvironment.optional(),
  },
  'A repository.',
);
