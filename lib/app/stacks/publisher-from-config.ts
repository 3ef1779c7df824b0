import { Duration } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { GitHubPublisherRole } from '../../github/github-publisher-role';
import { OidcPublisherRole, type PublisherRoleOptions } from '../../publisher/oidc-publisher-role';
import { noteDescription } from '../../deployment/deployment-notes';
import { type AccountProviders } from './account-providers';
import { ciKeys, subjectsOf } from '../config/ci/ci-systems';
import { gitHubSubjectsOf } from '../config/ci/github';
import { type PublisherConfig } from '../config/schema';
import { deploysOf } from './deploys-from-config';
import { constructId, type EnvironmentStacks } from './environment-stacks';
import { workflowOf } from './workflow-from-config';

/**
 * Creates one publisher in one account. IAM is the same in all Regions of an account, so the role is created in the home
 * of the account. It may push to the repositories of all the environments that the publisher has there.
 */
export function addPublisher(
  home: EnvironmentStacks,
  environments: readonly EnvironmentStacks[],
  publisher: PublisherConfig,
  providers: AccountProviders,
): void {
  const inAll = (names: readonly string[]) =>
    environments.flatMap((one) => [...names].sort().flatMap((name) => one.repositories.get(name) ?? []));
  const repositories = inAll(publisher.repositories);
  if (repositories.length === 0) return;
  const { workflow } = publisher;
  const described = workflow && workflowOf(home.publisherScope(), environments[0] ?? home, publisher, workflow);
  const { pullRepositories = [], listRepositories = [], ...rights } = described?.rights ?? {};
  const options = {
    roleName: publisher.name,
    repositories,
    repositoryPrefixes: publisher.repositoryPrefixes,
    createRepositories: publisher.createRepositories,
    repositoryPrefixRegion: prefixRegion(home, environments, publisher),
    ...rights,
    pullRepositories: distinct([...inAll(publisher.pullRepositories ?? []), ...pullRepositories]),
    listRepositories: distinct([...inAll(publisher.listRepositories ?? []), ...listRepositories]),
    deploys: deploysOf(environments, publisher.deploys),
    ...(publisher.maxSessionMinutes !== undefined && {
      maxSessionDuration: Duration.minutes(publisher.maxSessionMinutes),
    }),
  };
  const role = newRole(home.publisherScope(), publisher, options, providers);
  const use = publisher.github ? 'for role-to-assume in the workflow' : 'which its jobs assume';
  home.publishers.set(publisher.name, role);
  if (described) {
    home.workflows.set(publisher.name, described.fileOf(role));
    noteDescription(role.role);
  }
  home.addOutput(role, () => role.role.roleArn, `The ARN of the role ${publisher.name}, ${use}`);
}

/** The Region of the prefixes, if the role is created in another one. The config has one Region for them. */
function prefixRegion(
  home: EnvironmentStacks,
  [first]: readonly EnvironmentStacks[],
  { repositoryPrefixes }: PublisherConfig,
): string | undefined {
  const region = first?.config.region;
  return repositoryPrefixes === undefined || region === home.config.region ? undefined : region;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
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
