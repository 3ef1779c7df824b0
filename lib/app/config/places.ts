import { namedRepository } from './named-repository';
import { type ConfigProblem } from './problem';
import { type BuildConfig, type EnvironmentConfig, type PublisherConfig, type RegistryConfig } from './schema';

/** The environments that something goes to: those that it names, or all. */
export function environmentsOf(config: RegistryConfig, item: { environments?: string[] }): EnvironmentConfig[] {
  const { environments } = item;
  return environments ? config.environments.filter(({ name }) => environments.includes(name)) : config.environments;
}

/** What does not come together in any environment, and ARNs of another place. For a config whose fields are valid. */
export function placeProblems(config: RegistryConfig): ConfigProblem[] {
  return [
    ...config.repositories.flatMap((repository, index) =>
      arnProblems(`repositories[${index}].encryptionKey`, repository.encryptionKey, environmentsOf(config, repository)),
    ),
    ...(config.publishers ?? []).flatMap((publisher, index) =>
      publisherProblems(config, publisher, `publishers[${index}]`),
    ),
    ...(config.builds ?? []).flatMap((build, index) => buildProblems(config, build, `builds[${index}]`)),
  ];
}

function publisherProblems(config: RegistryConfig, publisher: PublisherConfig, path: string): ConfigProblem[] {
  const environments = environmentsOf(config, publisher);
  const accounts = environments
    .filter((one) => publisher.repositories.some((name) => goesTo(config, name, [one])))
    .map(({ account }) => account);
  return [
    ...(['repositories', 'pullRepositories'] as const).flatMap((key) =>
      (publisher[key] ?? []).flatMap((name, index) =>
        goesTo(config, name, environments) ? [] : [nowhere(`${path}.${key}[${index}]`, name, environments)],
      ),
    ),
    ...(publisher.repositoryPrefixes ? severalRegions(environments, `${path}.repositoryPrefixes`) : []),
    ...strangers(config, publisher, `${path}.environments`, 'in an account that its repositories go to', (one) =>
      accounts.includes(one.account),
    ),
    ...(publisher.deploys ?? []).flatMap((deploy, index) =>
      strangers(config, deploy, `${path}.deploys[${index}].environments`, 'one of the publisher too', (one) =>
        environments.includes(one),
      ),
    ),
  ];
}

/** A role stands in one Region of an account, and prefixes are of that one. */
function severalRegions(environments: readonly EnvironmentConfig[], path: string): ConfigProblem[] {
  const twin = environments.find(({ account }, index) =>
    environments.slice(0, index).some((earlier) => earlier.account === account),
  );
  return twin === undefined
    ? []
    : [{ path, message: `must be of one Region of an account, got '${twin.name}' too; make a publisher for each` }];
}

function buildProblems(config: RegistryConfig, build: BuildConfig, path: string): ConfigProblem[] {
  return [
    ...strangers(config, build, `${path}.environments`, 'one that its repository goes to', (one) =>
      goesTo(config, build.repository, [one]),
    ),
    ...arnProblems(`${path}.fleet`, build.fleet, buildEnvironments(config, build)),
    ...(build.failureTopics ?? []).flatMap((topic, index) =>
      topicProblems(`${path}.failureTopics[${index}]`, topic, buildEnvironments(config, build)),
    ),
  ];
}

/** Environments that something names and can't go to: left out, they would be missing without a word. */
function strangers(
  config: RegistryConfig,
  { environments = [] }: { environments?: string[] },
  path: string,
  what: string,
  fits: (environment: EnvironmentConfig) => boolean,
): ConfigProblem[] {
  return environments.flatMap((name, index) =>
    config.environments.some((one) => one.name === name && fits(one))
      ? []
      : [{ path: `${path}[${index}]`, message: `must be ${what}, got '${name}'` }],
  );
}

/** A build goes where its repository goes. */
export function buildEnvironments(config: RegistryConfig, build: BuildConfig): EnvironmentConfig[] {
  return environmentsOf(config, build).filter((environment) => goesTo(config, build.repository, [environment]));
}

function goesTo(config: RegistryConfig, name: string, environments: EnvironmentConfig[]): boolean {
  const repository = namedRepository(config, name);
  return repository !== undefined && environmentsOf(config, repository).some((one) => environments.includes(one));
}

function nowhere(path: string, name: string, environments: EnvironmentConfig[]): ConfigProblem {
  const names = environments.map((environment) => environment.name).join(', ');
  return { path, message: `must go to ${names} too, got '${name}', which does not` };
}

/** EventBridge tells topics of its own Region only. A topic of another account may let it. */
function topicProblems(path: string, arn: string, environments: EnvironmentConfig[]): ConfigProblem[] {
  const [, , , region = ''] = arn.split(':');
  return environments
    .filter((environment) => environment.region !== region)
    .map(({ name, region: ours }) => ({
      path,
      message: `must be in Region ${ours}, where environment '${name}' is, got Region ${region}; make a build for each Region`,
    }));
}

/** A key and a fleet serve the account and Region that they are in. */
function arnProblems(path: string, arn: string | undefined, environments: EnvironmentConfig[]): ConfigProblem[] {
  if (arn === undefined) return [];
  const [, , , region = '', account = ''] = arn.split(':');
  return environments
    .filter((environment) => environment.region !== region || environment.account !== account)
    .map((environment) => ({
      path,
      message:
        `must be in account ${environment.account} and Region ${environment.region}, where environment ` +
        `'${environment.name}' is, got account ${account} and Region ${region}`,
    }));
}
