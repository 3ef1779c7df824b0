import { groupedBy } from '../../../private/values/grouped-by';
import { type ConsumerConfig } from '../repositories/consumers';
import { consumerIdentity } from '../repositories/consumer-identity';
import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from '../schema';
import { layersOf } from './layers';
import { type RepositorySettings } from './settings';

/**
 * The settings of a repository in an environment. Lists of consumers are added together and tags are merged by key. All
 * other settings are replaced as a whole.
 */
export function settingsOf(
  config: RegistryConfig,
  repository: RepositoryConfig,
  environment: EnvironmentConfig,
): RepositorySettings {
  return mergedSettings(layersOf(config, { path: '', repository }, environment).map(({ settings }) => settings));
}

/** Merges settings. A later one overrides an earlier one. */
export function mergedSettings(layers: readonly RepositorySettings[]): RepositorySettings {
  const last = <K extends keyof RepositorySettings>(key: K) =>
    layers.reduce<RepositorySettings[K]>((value, one) => one[key] ?? value, undefined);
  const tags = Object.assign({}, ...layers.map((one) => one.tags)) as Record<string, string>;
  const ofTags = layers.filter((one) => tagSettings.some((key) => one[key] !== undefined)).at(-1);
  return {
    mutableTags: ofTags?.mutableTags,
    imageTagMutability: ofTags?.imageTagMutability,
    immutableTags: ofTags?.immutableTags,
    imageScanOnPush: last('imageScanOnPush'),
    encryptionKey: last('encryptionKey'),
    encryption: last('encryption'),
    retention: last('retention'),
    removalPolicy: last('removalPolicy'),
    emptyOnDelete: last('emptyOnDelete'),
    pullers: allConsumers(layers, 'pullers'),
    pushers: allConsumers(layers, 'pushers'),
    onlyPushers: allConsumers(layers, 'onlyPushers'),
    readers: allConsumers(layers, 'readers'),
    tags: Object.keys(tags).length === 0 ? undefined : tags,
  };
}

/** The settings that say together which tags move. */
const tagSettings = ['mutableTags', 'imageTagMutability', 'immutableTags'] as const;

/** The lists of a repository that name consumers. */
export const consumerLists = ['pullers', 'pushers', 'onlyPushers', 'readers'] as const;

/** The consumers of all layers, each once. */
function allConsumers(
  layers: readonly RepositorySettings[],
  list: (typeof consumerLists)[number],
): ConsumerConfig[] | undefined {
  const given = layers.flatMap((one) => one[list] ?? []);
  if (given.length === 0) return undefined;
  return groupedBy(given, (one) => consumerIdentity(one) ?? '').map(([first]) => first);
}
