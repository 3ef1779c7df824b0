import { buildEnvironments, environmentsOf, isDeployedTo } from './deployed-environments';
import { pathOfKey } from '../builds/built-images';
import { type ConfigProblem } from '../problem';
import { arnProblems } from './own-arn';
import { usedRepositories } from '../identities';
import {
  type BuildConfig,
  type DeployConfig,
  type EnvironmentConfig,
  type IdentitiesConfig,
  type PublisherConfig,
  type RegistryConfig,
} from '../schema';

/**
 * Parts that have no environment in common although one needs the other, and ARNs of another account or Region. It expects
 * a config with valid fields.
 */
export function environmentProblems(config: RegistryConfig): ConfigProblem[] {
  return [
    ...(config.publishers ?? []).flatMap((publisher, index) =>
      publisherProblems(config, publisher, `publishers[${index}]`),
    ),
    ...(config.identities ?? []).flatMap((one, index) => identitiesProblems(config, one, `identities[${index}]`)),
    ...(config.builds ?? []).flatMap((build) => buildProblems(config, build)),
    ...(config.contributors ?? []).flatMap((one, index) =>
      deployProblems(config, one.deploys, environmentsOf(config, one), `contributors[${index}]`, 'the contributor'),
    ),
  ];
}

function publisherProblems(config: RegistryConfig, publisher: PublisherConfig, path: string): ConfigProblem[] {
  const environments = environmentsOf(config, publisher);
  const accounts = environments
    .filter((one) => publisher.repositories.some((name) => isDeployedTo(config, name, [one])))
    .map(({ account }) => account);
  return [
    ...(['repositories', 'pullRepositories', 'listRepositories'] as const).flatMap((key) =>
      (publisher[key] ?? []).flatMap((name, index) =>
        isDeployedTo(config, name, environments)
          ? []
          : [notDeployed(`${path}.${key}[${index}]`, name, environments, 'the publisher')],
      ),
    ),
    ...(publisher.workflow && environments.length > 1 ? [severalRegistries(environments, `${path}.workflow`)] : []),
    ...(publisher.repositoryPrefixes ? severalRegions(environments, `${path}.repositoryPrefixes`) : []),
    ...unfitEnvironments(
      config,
      publisher,
      `${path}.environments`,
      'must be in an account that one of its repositories is deployed to',
      (one) => accounts.includes(one.account),
    ),
    ...deployProblems(config, publisher.deploys, environments, path, 'the publisher'),
  ];
}

/** A file publishes to one registry, and its role has one ARN. */
function severalRegistries(environments: readonly EnvironmentConfig[], path: string): ConfigProblem {
  const names = environments.map(({ name }) => name).join(', ');
  return {
    path,
    message: `requires a publisher in one environment, got ${names}. Name one in its \`environments\`, and add a publisher for each other.`,
  };
}

/** An account with several Regions. A role is created in one of them, and its prefixes apply to that one. */
function severalRegions(environments: readonly EnvironmentConfig[], path: string): ConfigProblem[] {
  const second = environments.find(({ account }, index) =>
    environments.slice(0, index).some((earlier) => earlier.account === account),
  );
  if (second === undefined) return [];
  const problem = `requires one Region in each account, got a second one in environment '${second.name}'`;
  return [{ path, message: `${problem}. Add a publisher for each Region.` }];
}

function identitiesProblems(config: RegistryConfig, entry: IdentitiesConfig, path: string): ConfigProblem[] {
  const environments = environmentsOf(config, entry);
  const names = usedRepositories.flatMap((key) => entry[key] ?? []);
  const accounts = environments
    .filter((one) => names.some((name) => isDeployedTo(config, name, [one])))
    .map(({ account }) => account);
  return [
    ...usedRepositories.flatMap((key) =>
      (entry[key] ?? []).flatMap((name, index) =>
        isDeployedTo(config, name, environments)
          ? []
          : [notDeployed(`${path}.${key}[${index}]`, name, environments, 'this entry')],
      ),
    ),
    ...unfitEnvironments(
      config,
      entry,
      `${path}.environments`,
      'must be in an account that one of its repositories is deployed to',
      (one) => accounts.includes(one.account),
    ),
  ];
}

function buildProblems(config: RegistryConfig, build: BuildConfig): ConfigProblem[] {
  const environments = buildEnvironments(config, build);
  return [
    ...unfitEnvironments(
      config,
      build,
      pathOfKey(build, 'environments'),
      'must be an environment of its repository',
      (one) => isDeployedTo(config, build.repository, [one]),
    ),
    ...arnProblems(pathOfKey(build, 'fleet'), build.fleet, environments),
    ...deployProblems(config, build.deploys, environments, build.path, 'the build'),
    ...(build.failureTopics ?? []).flatMap((topic, index) =>
      topicProblems(`${pathOfKey(build, 'failureTopics')}[${index}]`, topic, environments),
    ),
  ];
}

/** Deployments that name an environment in which no image is published. */
function deployProblems(
  config: RegistryConfig,
  deploys: readonly DeployConfig[] | undefined,
  environments: readonly EnvironmentConfig[],
  path: string,
  part: string,
): ConfigProblem[] {
  return (deploys ?? []).flatMap((deploy, index) =>
    unfitEnvironments(
      config,
      deploy,
      `${path}.deploys[${index}].environments`,
      `must be an environment of ${part}`,
      (one) => environments.includes(one),
    ),
  );
}

/** Environments that a part names but cannot be deployed to. Without a problem, they would be ignored silently. */
function unfitEnvironments(
  config: RegistryConfig,
  { environments = [] }: { environments?: string[] },
  path: string,
  requirement: string,
  fits: (environment: EnvironmentConfig) => boolean,
): ConfigProblem[] {
  return environments.flatMap((name, index) =>
    config.environments.some((one) => one.name === name && fits(one))
      ? []
      : [{ path: `${path}[${index}]`, message: `${requirement}, got '${name}'` }],
  );
}

function notDeployed(
  path: string,
  name: string,
  environments: readonly EnvironmentConfig[],
  part: string,
): ConfigProblem {
  const names = environments.map((environment) => environment.name).join(' or ');
  return {
    path,
    message: `repository '${name}' is not deployed to ${names}. Add ${names} to its environments, or remove it from ${part}.`,
  };
}

/** EventBridge sends events only to topics in the same Region. A topic of another account can accept them. */
function topicProblems(path: string, arn: string, environments: readonly EnvironmentConfig[]): ConfigProblem[] {
  const [, , , region = ''] = arn.split(':');
  return environments
    .filter((environment) => environment.region !== region)
    .map(({ name, region: required }) => ({
      path,
      message: `must be in Region ${required} of environment '${name}', got Region ${region}. Add a build for each Region.`,
    }));
}
