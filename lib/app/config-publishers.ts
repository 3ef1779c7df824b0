import { type z } from 'zod';
import { ecsNameRule } from '../private/ecs-name';
import { branchRule, gitTagRule } from '../private/git-ref';
import { gitHubEnvironmentRule } from '../private/github-environment';
import { gitHubIdRule, gitHubRepositoryRule } from '../private/github-repository';
import { repositoryNameRule } from '../private/repository-name';
import { roleNameOrArnRule, roleNameRule } from '../private/role-name';
import { environmentNames } from './config-environments';
import { addProblem, atOnce, list, mapping, text } from './config-fields';
import { oneOfKeys } from './config-one-of';
import { bitbucketTrust, buildkiteTrust, circleCiTrust, gitLabTrust } from './config-other-ci';

const id = (whose: string) =>
  text(gitHubIdRule, { description: `The numeric GitHub id of the ${whose}, in quotes.`, pattern: '^[1-9][0-9]*$' });

/** Which workflow runs of one GitHub repository are trusted. */
const gitHubTrust = mapping(
  {
    repository: text(gitHubRepositoryRule, { description: 'owner/name, as GitHub shows it.', examples: ['acme/app'] }),
    ownerId: id('owner').optional(),
    repositoryId: id('repository').optional(),
    branches: list(text(branchRule, { description: 'A branch.' }), 'Branches, each exactly.').optional(),
    tags: list(text(gitTagRule, { description: 'A Git tag.' }), 'Git tags, each exactly.').optional(),
    environments: list(
      text(gitHubEnvironmentRule, { description: 'A GitHub environment.' }),
      'GitHub environments, each exactly; protect them on GitHub.',
    ).optional(),
  },
  'Workflow runs of one GitHub repository. Take its ids from: gh api repos/OWNER/NAME --jq .owner.id,.id',
).superRefine((value, context) => {
  const nowhere = !value.branches && !value.tags && !value.environments;
  addProblem(
    context,
    nowhere ? 'must name branches, tags or environments; without one any run could publish' : undefined,
  );
  const half = (value.ownerId === undefined) !== (value.repositoryId === undefined);
  addProblem(context, half ? 'must hold ownerId and repositoryId, or neither of the two' : undefined);
}, atOnce);

const deploy = mapping(
  {
    cluster: text(ecsNameRule, { description: 'The name of the ECS cluster.' }),
    service: text(ecsNameRule, { description: 'The name of the ECS service.' }),
    environments: environmentNames,
    passRoles: list(
      text(roleNameOrArnRule, { description: 'The name or ARN of a role.' }),
      "The roles that the service's tasks run with.",
    ).optional(),
  },
  'An ECS service that may be deployed to.',
);

/** A role that one CI system publishes with. */
export const publisher = oneOfKeys(
  mapping(
    {
      name: text(roleNameRule, { description: 'The name of the IAM role.', examples: ['github-ci'] }),
      environments: environmentNames,
      github: list(gitHubTrust, 'Who is trusted on GitHub.').optional(),
      gitlab: list(gitLabTrust, 'Who is trusted on GitLab.').optional(),
      bitbucket: list(bitbucketTrust, 'Who is trusted on Bitbucket.').optional(),
      circleci: list(circleCiTrust, 'Who is trusted on CircleCI.').optional(),
      buildkite: list(buildkiteTrust, 'Who is trusted on Buildkite.').optional(),
      repositories: list(
        text(repositoryNameRule, { description: 'The name of a repository of this file.' }),
        'What it may push to.',
      ),
      deploys: list(deploy, 'What it may deploy to.').optional(),
    },
    'A role that jobs of one CI system assume to publish images: exactly one of github, gitlab and so on.',
  ),
  ['github', 'gitlab', 'bitbucket', 'circleci', 'buildkite'],
);

/** The trust in one GitHub repository. */
export type GitHubTrust = z.infer<typeof gitHubTrust>;
