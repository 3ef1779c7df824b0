import { namedRepository } from '../repositories/named-repository';
import { type BuildConfig, type EnvironmentConfig, type RegistryConfig } from '../schema';

/** The environments that a part of a config is deployed to: those that it names, or all. */
export function environmentsOf(config: RegistryConfig, part: { environments?: string[] }): EnvironmentConfig[] {
  const { environments } = part;
  return environments ? config.environments.filter(({ name }) => environments.includes(name)) : config.environments;
}

/** The environments of a build that its repository is deployed to as well. */
export function buildEnvironments(config: RegistryConfig, build: BuildConfig): EnvironmentConfig[] {
  return environmentsOf(config, build).filter((environment) => isDeployedTo(config, build.repository, [environment]));
}

/** Whether a repository is deployed to at least one of some environments. */
export function isDeployedTo(
  config: RegistryConfig,
  name: string,
  environments: readonly EnvironmentConfig[],
): boolean {
  const repository = namedRepository(config, name);
  return repository !== undefined && environmentsOf(config, repository).some((one) => environments.includes(one));
}
