import { EcsDeployment } from '../publisher/ecs-deployment';
import { GitHubPublisherRole } from '../github/github-publisher-role';
import { GitHubSubject } from '../github/github-subject';
import { OidcPublisherRole } from '../publisher/oidc-publisher-role';
import { type AccountProviders } from './account-providers';
import { type GitHubTrust } from './config-publishers';
import { type PublisherConfig } from './config-schema';
import { constructId, type EnvironmentStack } from './environment-stack';
import { otherSubjectsOf } from './subjects-from-config';

/**
 * Makes one publisher in one account. IAM is the same in all Regions of an account, so the role stands in the first of
 * its environments and reaches the repositories in all of them.
 */
export function addPublisher(
  stacks: readonly EnvironmentStack[],
  publisher: PublisherConfig,
  providers: AccountProviders,
): void {
  const [home] = stacks as [EnvironmentStack, ...EnvironmentStack[]];
  const repositories = stacks.flatMap((stack) =>
    publisher.repositories.flatMap((name) => stack.repositories.get(name) ?? []),
  );
  if (repositories.length === 0) return;
  const scope = home.section('Publishers');
  const id = constructId(publisher.name);
  const options = { roleName: publisher.name, repositories, deploys: deploysOf(stacks, publisher) };
  const subjects = otherSubjectsOf(publisher);
  const made = publisher.github
    ? new GitHubPublisherRole(scope, id, {
        ...options,
        subjects: publisher.github.flatMap(subjectsOf),
        provider: providers.gitHub,
      })
    : new OidcPublisherRole(scope, id, { ...options, subjects, provider: providers.of(subjects) });
  const use = publisher.github ? 'for role-to-assume in the workflow' : 'which its jobs assume';
  home.wishOutput(made, made.role.roleArn, `The ARN of the role ${publisher.name}, ${use}`);
}

function subjectsOf({ repository, ownerId, repositoryId, branches, tags, environments }: GitHubTrust): GitHubSubject[] {
  const ids = { ownerId, repositoryId };
  return [
    ...(branches ?? []).map((branch) => GitHubSubject.branch(repository, branch, ids)),
    ...(tags ?? []).map((tag) => GitHubSubject.tag(repository, tag, ids)),
    ...(environments ?? []).map((environment) => GitHubSubject.environment(repository, environment, ids)),
  ];
}

function deploysOf(stacks: readonly EnvironmentStack[], { deploys = [] }: PublisherConfig): EcsDeployment[] {
  return deploys.flatMap(({ cluster, service, passRoles, environments }) =>
    stacks
      .filter((stack) => environments?.includes(stack.config.name) ?? true)
      .map((stack) => EcsDeployment.named(cluster, service, { passRoles, region: stack.config.region })),
  );
}
