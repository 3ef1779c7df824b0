import { quote } from '../../../private/validation/validation';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { didYouMean } from '../did-you-mean';
import { archivingEnvironments } from './archiving-environments';
import { placed } from './both-halves';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { sharesPrefix } from '../../../registry/replication/render-replication';
import { registryLists } from './registry';

/** Entries of `registry` for environments without these settings, copies of a registry to itself, and settings without effect. */
export function registryProblems(config: RegistryConfig): ConfigProblem[] {
  const { registry } = config;
  if (registry === undefined) return [];
  const all = environmentsOf(config, registry);
  const entries = [
    ...(['scanning', 'archiveUnpulled'] as const).map((key) => ({ path: key, entry: registry[key] })),
    ...registryLists.flatMap((key) =>
      (registry[key] ?? []).map((entry, index) => ({ path: `${key}[${index}]`, entry })),
    ),
  ];
  const unfit = entries.flatMap(({ path, entry }) =>
    (entry?.environments ?? []).flatMap((name, at) =>
      all.some((one) => one.name === name)
        ? []
        : [
            {
              path: `registry.${path}.environments[${at}]`,
              message: `must be an environment of \`registry\`, got ${quote(name)}. Add it to \`registry.environments\`, or remove it here.`,
            },
          ],
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
  const names = all.map(({ name }) => name);
  const unknown = (registry.replication ?? []).flatMap(({ environment }, index) => {
    if (environment === undefined || all.some(({ name }) => name === environment)) return [];
    const known = config.environments.some(({ name }) => name === environment);
    // A name of the file is no misspelling.
    const question = known ? '' : didYouMean([environment], names);
    const message = `must be an environment of \`registry\`, got ${quote(environment)}.${question} Add it to \`registry.environments\`, or set \`region\`.`;
    return [{ path: `registry.replication[${index}].environment`, message }];
  });
  const ownAccount = (path: string, entry: { environments?: string[] }, account: string) => {
    const same = settingsIn(all, entry).find((one) => one.account === account);
    const message = `must be another account, got that of environment ${quote(same?.name)}, which needs no permission of the registry policy. List the other environments of this entry, or remove it.`;
    return same === undefined ? [] : [{ path, message }];
  };
  const accepted = (registry.acceptReplicationFrom ?? []).flatMap((entry, index) =>
    ownAccount(`registry.acceptReplicationFrom[${index}].account`, entry, entry.account),
  );
  const pulling = (registry.pullThroughCache ?? []).flatMap((entry, index) =>
    (entry.accounts ?? []).flatMap((account, at) =>
      ownAccount(`registry.pullThroughCache[${index}].accounts[${at}]`, entry, account),
    ),
  );
  return [
    ...unfit,
    ...unknown,
    ...own,
    ...accepted,
    ...acceptedTwice(config),
    ...pulling,
    ...archiveUnpulledProblems(config),
  ];
}

/** The environments of an entry, out of those of the registry. */
export function settingsIn<T extends EnvironmentConfig>(
  all: readonly T[],
  { environments }: { readonly environments?: readonly string[] },
): T[] {
  return all.filter(({ name }) => environments?.includes(name) ?? true);
}

/** Entries that accept what an earlier entry for the same account and environment accepts. One of them was meant to be different. */
function acceptedTwice({ environments, registry = {} }: RegistryConfig): ConfigProblem[] {
  const entries = registry.acceptReplicationFrom ?? [];
  return entries.flatMap((entry, index) => {
    const before = entries.slice(0, index).findIndex((earlier) => {
      const both = settingsIn(settingsIn(environments, entry), earlier).length > 0;
      const copied = (one: typeof entry) => ({ destinations: [], repositoryPrefixes: one.prefixes });
      return earlier.account === entry.account && both && sharesPrefix(copied(entry), copied(earlier));
    });
    if (before < 0) return [];
    const message =
      `must not accept the copies of \`acceptReplicationFrom[${before}]\` from account ${quote(entry.account)} again. Join the two entries, ` +
      'or separate their prefixes.';
    return [{ path: `registry.acceptReplicationFrom[${index}]`, message }];
  });
}

/** Environments in which each repository has its own retention, so that the one of the registry applies to none. */
function archiveUnpulledProblems(config: RegistryConfig): ConfigProblem[] {
  const { archiveUnpulled, ...registry } = config.registry ?? {};
  if (archiveUnpulled === undefined) return [];
  const chosen = settingsIn(environmentsOf(config, registry), archiveUnpulled);
  const archiving = archivingEnvironments(config);
  const unused = archiveUnpulled.environments && chosen.find((one) => !archiving.includes(one))?.name;
  if (unused === undefined && (archiving.length > 0 || chosen.length === 0)) return [];
  const where = unused === undefined ? 'any environment' : `environment ${quote(unused)}`;
  const message =
    `must be the retention of a repository, got none without its own \`retention\` in ${where}. Remove \`retention\` of some ` +
    'repositories, or remove it here.';
  return [{ path: 'registry.archiveUnpulled', message }];
}
