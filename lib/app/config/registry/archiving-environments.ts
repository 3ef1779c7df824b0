import { environmentsOf } from '../environments/deployed-environments';
import { repositoriesOf } from '../repositories/all-repositories';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { settingsOf } from '../settings/settings-of';

const known = new WeakMap<RegistryConfig, readonly EnvironmentConfig[]>();

/** The environments with a repository whose retention is `registry.archiveUnpulled`, because it has no other one. */
export function archivingEnvironments(config: RegistryConfig): readonly EnvironmentConfig[] {
  const found = known.get(config) ?? findEnvironments(config);
  known.set(config, found);
  return found;
}

function findEnvironments(config: RegistryConfig): EnvironmentConfig[] {
  const { registry } = config;
  const { archiveUnpulled } = registry ?? {};
  if (registry === undefined || archiveUnpulled === undefined) return [];
  const repositories = repositoriesOf(config).map(({ repository }) => repository);
  const chosen = environmentsOf(config, archiveUnpulled);
  return environmentsOf(config, registry)
    .filter((environment) => chosen.includes(environment))
    .filter((environment) =>
      repositories.some(
        (one) =>
          environmentsOf(config, one).includes(environment) &&
          settingsOf(config, one, environment).retention === undefined,
      ),
    );
}
