import { rootPrefix } from '../../../private/oci/registry-prefix';
import { archivingEnvironments } from './archiving-environments';
import { environmentsOf } from '../environments/deployed-environments';
import { type EnvironmentConfig, type RegistryConfig, type RegistrySettingsConfig } from '../schema';

type Replication = NonNullable<RegistrySettingsConfig['replication']>[number];
type Template = NonNullable<RegistrySettingsConfig['creationTemplates']>[number];
type Accepted = NonNullable<RegistrySettingsConfig['acceptReplicationFrom']>[number];

/** A replication whose destination is known. */
export type PlacedReplication = Omit<Replication, 'region' | 'environment'> & { readonly region: string };

/** The settings of the registries with both halves of each replication between environments of the file. */
export interface CompleteRegistry extends Omit<RegistrySettingsConfig, 'replication'> {
  readonly replication?: PlacedReplication[];
}

/** The paths of the entries that are made for the destinations of replications. */
const origins = new WeakMap<object, string>();

/** The path in the file of an entry that `completeRegistry` made. */
export function originOf(entry: object): string | undefined {
  return origins.get(entry);
}

/**
 * Adds the destination's half of each replication to an environment of the file. Its registry accepts the copies of another account,
 * and a creation template has the settings of their repositories.
 */
export function completeRegistry(config: RegistryConfig, registry: RegistrySettingsConfig): CompleteRegistry {
  const { replication, ...others } = withArchivingEnvironments(config, registry);
  if (replication === undefined) return others;
  const sources = environmentsOf(config, registry);
  const accepted: Accepted[] = [];
  const templates: Template[] = [];
  replication.forEach((entry, index) => {
    const destination = destinationOf(config, entry);
    if (destination === undefined) return;
    const path = `registry.replication[${index}]`;
    for (const account of otherAccounts(sources, entry, destination))
      accepted.push(made(path, { account, prefixes: entry.prefixes, environments: [destination.name] }));
    for (const prefix of templatePrefixes(entry)) {
      if (entry.copies === undefined && hasTemplate(registry.creationTemplates ?? [], destination, prefix)) continue;
      const template = {
        ...entry.copies,
        prefix,
        appliedFor: ['REPLICATION' as const],
        environments: [destination.name],
      };
      const same = templates.some((one) => JSON.stringify(one) === JSON.stringify(template));
      if (!same) templates.push(made(path, template));
    }
  });
  return {
    ...others,
    replication: replication.map((entry) => placed(config, entry)),
    acceptReplicationFrom: [...(registry.acceptReplicationFrom ?? []), ...accepted],
    creationTemplates: [...(registry.creationTemplates ?? []), ...templates],
  };
}

/** Archives only in the environments with a repository that has no other retention. */
function withArchivingEnvironments(config: RegistryConfig, registry: RegistrySettingsConfig): RegistrySettingsConfig {
  const { archiveUnpulled } = registry;
  if (archiveUnpulled === undefined) return registry;
  const environments = archivingEnvironments(config).map(({ name }) => name);
  return { ...registry, archiveUnpulled: { ...archiveUnpulled, environments } };
}

/** The environment that a replication copies to, if it names one. */
export function destinationOf(
  { environments }: RegistryConfig,
  { environment }: Replication,
): EnvironmentConfig | undefined {
  return environment === undefined ? undefined : environments.find(({ name }) => name === environment);
}

/** A replication with the account and the Region of its environment. */
export function placed(config: RegistryConfig, { environment, ...entry }: Replication): PlacedReplication {
  const { account, region = '' } = destinationOf(config, { environment, ...entry }) ?? entry;
  return { ...entry, account, region };
}

function made<T extends object>(path: string, entry: T): T {
  origins.set(entry, path);
  return entry;
}

function otherAccounts(
  sources: readonly EnvironmentConfig[],
  { environments }: Replication,
  destination: EnvironmentConfig,
): Set<string> {
  const copying = sources.filter(({ name }) => environments?.includes(name) ?? true);
  return new Set(copying.map(({ account }) => account).filter((account) => account !== destination.account));
}

/** The prefixes of templates end at a slash, and those of replications anywhere. Without a slash, only ROOT is for all names. */
function templatePrefixes({ prefixes }: Replication): Set<string> {
  return new Set((prefixes ?? ['']).map((prefix) => prefix.split('/').slice(0, -1).join('/') || rootPrefix));
}

function hasTemplate(templates: readonly Template[], { name }: EnvironmentConfig, start: string): boolean {
  return templates.some(
    ({ prefix, appliedFor, environments }) =>
      appliedFor.includes('REPLICATION') &&
      (environments?.includes(name) ?? true) &&
      (prefix === rootPrefix || `${start}/`.startsWith(`${prefix}/`)),
  );
}
