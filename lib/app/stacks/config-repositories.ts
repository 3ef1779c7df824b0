import { groupedBy } from '../../private/values/grouped-by';
import { namedRepository } from '../config/repositories/named-repository';
import { environmentsOf } from '../config/environments/deployed-environments';
import { type RegistryConfig, type RepositoryConfig } from '../config/schema';

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
      return [{ path: `contributors[${index}].${key}`, repository: { name, environments } }];
    });
  });
  return [...listed, ...ofContributors];
}

/** Repositories that differ only in their names, so that they have the same problems. */
export type EqualRepositories = readonly [RepositoryEntry, ...RepositoryEntry[]];

/**
 * The repositories of a config in groups of equal ones. A repository that another part of the config names is alone in
 * its group, because that part needs it by its name.
 */
export function equalRepositoriesOf(config: RegistryConfig): EqualRepositories[] {
  const named = new Set(textsIn({ ...config, repositories: undefined }));
  return groupedBy(repositoriesOf(config), ({ repository: { name, ...more } }) =>
    JSON.stringify(named.has(name) ? name : more),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
