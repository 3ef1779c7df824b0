import { environmentsOf } from '../environments/deployed-environments';
import { type RegistryConfig, type RepositoryConfig } from '../schema';
import { namedRepository } from './named-repository';

/** A repository, and its path in the config. */
export interface RepositoryEntry {
  readonly path: string;
  readonly repository: RepositoryConfig;
}

/** All repositories of a config: the listed ones, and those that contributors push to or are promoted to. */
export function repositoriesOf(config: RegistryConfig): RepositoryEntry[] {
  const listed = config.repositories.map((repository, index) => ({ path: `repositories[${index}]`, repository }));
  const ofContributors = (config.contributors ?? []).flatMap((contributor, index) => {
    const environments = environmentsOf(config, contributor).map(({ name }) => name);
    return (['repository', 'promoteTo'] as const).flatMap((key) => {
      const name = contributor[key];
      if (name === undefined || namedRepository(config, name)) return [];
      return [{ path: `contributors[${index}].${key}`, repository: { name, environments, team: contributor.team } }];
    });
  });
  return [...listed, ...ofContributors];
}
