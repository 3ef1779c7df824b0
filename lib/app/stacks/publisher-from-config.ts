import { type Construct } from 'constructs';
import { EcsDeployment } from '../../publisher/ecs-deployment';
import { GitHubPublisherRole } from '../../github/github-publisher-role';
import { OidcPublisherRole, type PublisherRoleOptions } from '../../publisher/oidc-publisher-role';
import { type AccountProviders } from './account-providers';
import { ciKeys, subjectsOf } from '../config/ci/ci-systems';
import { gitHubSubjectsOf } from '../config/ci/github';
import { type PublisherConfig } from '../config/schema';
import { constructId, type EnvironmentStack } from './environment-stack';

/**
 * Creates one publisher in one account. IAM is the same in all Regions of an account, so the role is created in the first
 * environment of the account. It may push to the repositories of all of them.
 */
export function addPublisher(
  stacks: readonly [EnvironmentStack, ...EnvironmentStack[]],
  publisher: PublisherConfig,
  providers: AccountProviders,
): void {
  const [home] = stacks;
  const inAll = (names: readonly string[]) =>
    stacks.flatMap((stack) => names.flatMap((name) => stack.repositories.get(name) ?? []));
  const repositories = inAll(publisher.repositories);
  if (repositories.length === 0) return;
  const options = {
    roleName: publisher.name,
    repositories,
    repositoryPrefixes: publisher.repositoryPrefixes,
    pullRepositories: inAll(publisher.pullRepositories ?? []),
    deploys: deploysOf(stacks, publisher),
  };
  const role = newRole(home.section('Publishers'), publisher, options, providers);
  const use = publisher.github ? 'for role-to-assume in the workflow' : 'which its jobs assume';
  home.publishers.set(publisher.name, role);
  home.addOutput(role, () => role.role.roleArn, `The ARN of the role ${publisher.name}, ${use}`);
}

function newRole(
  scope: Construct,
  publisher: PublisherConfig,
  options: PublisherRoleOptions,
  providers: AccountProviders,
): OidcPublisherRole {
  const id = constructId(publisher.name);
  if (publisher.github) {
    const subjects = publisher.github.flatMap(gitHubSubjectsOf);
    return new GitHubPublisherRole(scope, id, { ...options, subjects, provider: providers.gitHub });
  }
  const subjects = ciKeys.flatMap((key) => subjectsOf(key, publisher[key]));
  return new OidcPublisherRole(scope, id, { ...options, subjects, provider: providers.of(subjects) });
}

function deploysOf(stacks: readonly EnvironmentStack[], { deploys = [] }: PublisherConfig): EcsDeployment[] {
  return deploys.flatMap(({ cluster, service, passRoles, environments }) =>
    stacks
      .filter((stack) => environments?.includes(stack.config.name) ?? true)
      .map((stack) => EcsDeployment.named(cluster, service, { passRoles, region: stack.config.region })),
  );
}
