import { environmentsOf } from '../config/places';
import { type RegistryConfig, type RepositoryConfig } from '../config/schema';

/** A repository and the path of the config that it comes from. */
interface NamedRepository {
  readonly path: string;
  readonly repository: RepositoryConfig;
}

/** All repositories of a config: those that it lists, and what its contributors push to and are promoted to. */
export function repositoriesOf(config: RegistryConfig): NamedRepository[] {
  const listed = config.repositories.map((repository, index) => ({ path: `repositories[${index}]`, repository }));
  const ofContributors = (config.contributors ?? []).flatMap((contributor, index) => {
    const environments = environmentsOf(config, contributor).map(({ name }) => name);
    return (['repository', 'promoteTo'] as const).flatMap((key) => {
      const name = contributor[key];
      if (name === undefined || config.repositories.some((one) => one.name === name)) return [];
      return [{ path: `contributors[${index}].${key}`, repository: { name, environments } }];
    });
  });
  return [...listed, ...ofContributors];
}
