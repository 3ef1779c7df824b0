import { groupedBy } from '../../private/values/grouped-by';
import { repositoriesOf, type RepositoryEntry } from '../config/repositories/all-repositories';
import { type RegistryConfig } from '../config/schema';
import { groupsOf } from '../config/settings/layers';

/** Repositories that differ only in their names, so that they have the same problems. */
export type EqualRepositories = readonly [RepositoryEntry, ...RepositoryEntry[]];

/**
 * The repositories of a config in sets of equal ones, which the same groups apply to. A repository that another part of
 * the config names is alone in its set, because that part needs it by its name.
 */
export function equalRepositoriesOf(config: RegistryConfig): EqualRepositories[] {
  const named = new Set(textsIn({ ...config, repositories: undefined }));
  return groupedBy(repositoriesOf(config), ({ repository: { name, ...more } }) =>
    JSON.stringify(named.has(name) ? name : [more, groupsOf(config, name).map(({ index }) => index)]),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
