import { quote } from '../../../private/validation/validation';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { registryLists } from './registry';

/** Entries of `registry` for environments without these settings, and copies of a registry to itself. */
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
    const same = settingsIn(all, entry).find(
      (one) => one.region === entry.region && (entry.account ?? one.account) === one.account,
    );
    if (same === undefined) return [];
    const message = `must be another registry, got the one of environment ${quote(same.name)}. List the other environments of this entry.`;
    return [{ path: `registry.replication[${index}].region`, message }];
  });
  return [...unfit, ...own];
}

/** The environments of an entry, out of those of the registry. */
export function settingsIn<T extends EnvironmentConfig>(
  all: readonly T[],
  { environments }: { readonly environments?: readonly string[] },
): T[] {
  return all.filter(({ name }) => environments?.includes(name) ?? true);
}
