import { ecsNameRule } from '../../private/aws/ecs-name';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { repositoryPrefixRule } from '../../private/oci/repository-prefix';
import { roleNameOrArnRule, roleNameRule } from '../../private/aws/role-name';
import { ciKeys, trustedJobs } from './ci/ci-systems';
import { environmentNames } from './environments/environments';
import { list, mapping, text } from './fields';
import { oneOfKeys } from './one-of';

const deploy = mapping(
  {
    cluster: text(ecsNameRule, { description: 'The name of the ECS cluster.', examples: ['jwt-pizza-service'] }),
    service: text(ecsNameRule, { description: 'The name of the ECS service.', examples: ['jwt-pizza-service'] }),
    environments: environmentNames,
    passRoles: list(
      text(roleNameOrArnRule, { description: 'The name or ARN of a role.', examples: ['jwt-pizza-ecs'] }),
      "The roles that the service's tasks run with.",
    ).optional(),
  },
  'An ECS service that the role may deploy to.',
);

/** A role that jobs of one CI system assume to publish images. */
export const publisher = oneOfKeys(
  mapping(
    {
      name: text(roleNameRule, { description: 'The name of the IAM role.', examples: ['github-ci'] }),
      environments: environmentNames,
      ...trustedJobs,
      repositories: list(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories that it may push to.',
      ),
      repositoryPrefixes: list(
        text(repositoryPrefixRule, {
          description: 'The start of repository names, with a slash at the end.',
          examples: ['team-a/'],
        }),
        'It may also push to all repositories whose names start with one of these.',
      ).optional(),
      pullRepositories: list(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories that it may pull from.',
      ).optional(),
      listRepositories: list(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories whose tags it may list, which channels of versions require.',
      ).optional(),
      deploys: list(deploy, 'The ECS services that it may deploy to.').optional(),
    },
    'A role that jobs of one CI system assume to publish images. It has exactly one of the keys of the CI systems.',
  ),
  ciKeys,
);
