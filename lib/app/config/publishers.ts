import { repositoryNameRule } from '../../private/oci/repository-name';
import { repositoryPrefixRule } from '../../private/oci/repository-prefix';
import { roleNameRule } from '../../private/aws/role-name';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { ciKeys, trustedJobs } from './ci/ci-systems';
import { deploy } from './deploys';
import { environmentNames } from './environments/environments';
import { addProblem, count, evenIfInvalid, flag, list, mapping, text, uniqueList } from './fields';
import { oneOfKeys } from './one-of';
import { publisherWorkflow } from './publisher-workflow';

/** A role that jobs of one CI system assume to publish images. */
export const publisher = oneOfKeys(
  mapping(
    {
      name: text(roleNameRule, { description: 'The name of the IAM role.', examples: ['github-ci'] }),
      environments: environmentNames,
      ...trustedJobs,
      repositories: uniqueList(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories that it may push to.',
      ),
      repositoryPrefixes: uniqueList(
        text(repositoryPrefixRule, {
          description: 'The start of repository names, with a slash at the end.',
          examples: ['team-a/'],
        }),
        'It may also push to all repositories whose names start with one of these.',
      ).optional(),
      createRepositories: flag(
        'Whether a push creates a repository below `repositoryPrefixes` that does not exist. Each prefix requires a template for ' +
          'CREATE_ON_PUSH in `registry.creationTemplates`.',
        { default: false },
      ),
      pullRepositories: uniqueList(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories that it may pull from.',
      ).optional(),
      listRepositories: uniqueList(
        text(repositoryNameRule, {
          description: 'The name of a repository of this file.',
          examples: ['jwt-pizza-service'],
        }),
        'The repositories whose tags it may list, which channels of versions require.',
      ).optional(),
      maxSessionMinutes: count(wholeNumberRule(60, 720), {
        description: 'The longest session of the role. A workflow whose timeout is longer than an hour needs it.',
        minimum: 60,
      })
        .optional()
        .meta({ default: 60 }),
      deploys: list(deploy, 'The ECS services and Lambda functions that it may deploy to.').optional(),
      workflow: publisherWorkflow.optional(),
    },
    'A role that jobs of one CI system assume to publish images. It has exactly one of the keys of the CI systems.',
  ).superRefine(({ createRepositories, repositoryPrefixes }, context) => {
    const isAlone = createRepositories === true && repositoryPrefixes === undefined;
    addProblem(context, isAlone ? 'requires repositoryPrefixes' : undefined, ['createRepositories']);
  }, evenIfInvalid),
  ciKeys,
);
