import { type RegistryConfig, type RepositoryConfig } from '../schema';

/** The repositories of each config by their names. A large file looks up thousands of them. */
const indexes = new WeakMap<RegistryConfig, ReadonlyMap<string, RepositoryConfig>>();

/** Finds the repository of a config by its name. */
export function namedRepository(config: RegistryConfig, name: string | undefined): RepositoryConfig | undefined {
  if (name === undefined) return undefined;
  const index = indexes.get(config) ?? new Map(config.repositories.map((repository) => [repository.name, repository]));
  indexes.set(config, index);
  return index.get(name);
}
