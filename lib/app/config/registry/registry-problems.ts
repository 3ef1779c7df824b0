import { quote } from '../../../private/validation/validation';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { placed } from './both-halves';
import { repositoriesOf } from '../repositories/all-repositories';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { settingsOf } from '../settings/settings-of';
import { registryLists } from './registry';

/** Entries of `registry` for environments without these settings, copies of a registry to itself, and settings without effect. */
export function registryProblems(config: RegistryConfig): ConfigProblem[] {
  const { registry } = config;
  if (registry === undefined) return [];
  const all = environmentsOf(config, registry);
  const unfit = registryLists.flatMap((key) =>
    (registry[key] ?? []).flatMap(({ environments = [] }, index) =>
      environments.flatMap((name, at) =>
        all.some((one) => one.name === name)
          ? []
          : [
              {
                path: `registry.${key}[${index}].environments[${at}]`,
                message: `must be an environment of \`registry\`, got ${quote(name)}. Add it to \`registry.environments\`, or remove it here.`,
              },
            ],
      ),
    ),
  );
  const own = (registry.replication ?? []).flatMap((entry, index) => {
    const { region, account } = placed(config, entry);
    const same = settingsIn(all, entry).find(
      (one) => one.region === region && (account ?? one.account) === one.account,
    );
    if (same === undefined) return [];
    const message = `must be another registry, got the one of environment ${quote(same.name)}. List the other environments of this entry.`;
    const key = entry.environment === undefined ? 'region' : 'environment';
    return [{ path: `registry.replication[${index}].${key}`, message }];
  });
  const unknown = (registry.replication ?? []).flatMap(({ environment }, index) => {
    if (environment === undefined || all.some(({ name }) => name === environment)) return [];
    const message = `must be an environment of \`registry\`, got ${quote(environment)}. Add it to \`registry.environments\`, or set \`region\`.`;
    return [{ path: `registry.replication[${index}].environment`, message }];
  });
  return [...unfit, ...unknown, ...own, ...archiveUnpulledProblems(config)];
}

/** The environments of an entry, out of those of the registry. */
export function settingsIn<T extends EnvironmentConfig>(
  all: readonly T[],
  { environments }: { readonly environments?: readonly string[] },
): T[] {
  return all.filter(({ name }) => environments?.includes(name) ?? true);
}

/** Environments in which each repository has its own retention, so that the one of the registry applies to none. */
function archiveUnpulledProblems(config: RegistryConfig): ConfigProblem[] {
  const { registry } = config;
  if (registry?.archiveUnpulled === undefined) return [];
  const repositories = repositoriesOf(config).map(({ repository }) => repository);
  const unused = environmentsOf(config, registry).find(
    (environment) =>
      !repositories.some(
        (one) =>
          environmentsOf(config, one).includes(environment) &&
          settingsOf(config, one, environment).retention === undefined,
      ),
  );
  if (unused === undefined) return [];
  const message =
    `must be the retention of a repository, got none without its own \`retention\` in environment ${quote(unused.name)}. Remove ` +
    '`retention` of some repositories, or list the other environments in `registry.environments`.';
  return [{ path: 'registry.archiveUnpulled', message }];
}
