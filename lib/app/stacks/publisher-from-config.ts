import { EcsDeployment } from '../../publisher/ecs-deployment';
import { GitHubPublisherRole } from '../../github/github-publisher-role';
import { OidcPublisherRole } from '../../publisher/oidc-publisher-role';
import { type AccountProviders } from './account-providers';
import { type PublisherConfig } from '../config/schema';
import { constructId, type EnvironmentStack } from './environment-stack';
import { gitHubSubjectsOf } from './github-from-config';
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
  const inAll = (names: readonly string[]) =>
    stacks.flatMap((stack) => names.flatMap((name) => stack.repositories.get(name) ?? []));
  const repositories = inAll(publisher.repositories);
  if (repositories.length === 0) return;
  const scope = home.section('Publishers');
  const id = constructId(publisher.name);
  const options = {
    roleName: publisher.name,
    repositories,
    repositoryPrefixes: publisher.repositoryPrefixes,
    pullRepositories: inAll(publisher.pullRepositories ?? []),
    deploys: deploysOf(stacks, publisher),
  };
  const subjects = otherSubjectsOf(publisher);
  const made = publisher.github
    ? new GitHubPublisherRole(scope, id, {
        ...options,
        subjects: publisher.github.flatMap(gitHubSubjectsOf),
        provider: providers.gitHub,
      })
    : new OidcPublisherRole(scope, id, { ...options, subjects, provider: providers.of(subjects) });
  const use = publisher.github ? 'for role-to-assume in the workflow' : 'which its jobs assume';
  home.publishers.set(publisher.name, made);
  home.wishOutput(made, made.role.roleArn, `The ARN of the role ${publisher.name}, ${use}`);
}

function deploysOf(stacks: readonly EnvironmentStack[], { deploys = [] }: PublisherConfig): EcsDeployment[] {
  return deploys.flatMap(({ cluster, service, passRoles, environments }) =>
    stacks
      .filter((stack) => environments?.includes(stack.config.name) ?? true)
      .map((stack) => EcsDeployment.named(cluster, service, { passRoles, region: stack.config.region })),
  );
}
