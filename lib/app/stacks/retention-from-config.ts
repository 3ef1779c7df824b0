import { Duration } from 'aws-cdk-lib';
import { type CountKey, countTypeNames, countTypes } from '../../repository/lifecycle/count-types/count-types';
import { ImageRetention } from '../../repository/lifecycle/image-retention';
import { type ImageSelection } from '../../repository/lifecycle/image-selection';
import { deployedRetention } from '../../registry/archive-unpulled';
import { archivingEnvironments } from '../config/registry/archiving-environments';
import { type RetentionConfig } from '../config/repositories/retention';
import { type EnvironmentConfig, type RegistryConfig } from '../config/schema';

/** The retentions of a configuration. */
export function retentionsOf({
  keepAll,
  protect,
  expireUntaggedAfterDays: untaggedDays,
  rules = [],
  ...actions
}: RetentionConfig): ImageRetention[] {
  return [
    ...(keepAll ? [ImageRetention.keepAll()] : []),
    ...(protect ? [ImageRetention.protect(...protect)] : []),
    ...rules.flatMap(({ tagPatterns, anyTagPatterns, tagPrefixes, untagged, ...action }) =>
      retentionsFor(action, { tagPatterns, anyTagPatterns, tagPrefixes, untagged }),
    ),
    ...(untaggedDays === undefined ? [] : [ImageRetention.expireUntagged(Duration.days(untaggedDays))]),
    ...retentionsFor(actions, {}),
  ];
}

/** The retention that `registry.archiveUnpulled` gives to the repositories of an environment, if there is one. */
export function registryRetention(
  config: RegistryConfig,
  environment: EnvironmentConfig,
): ImageRetention[] | undefined {
  const { registry } = config;
  if (registry?.archiveUnpulled === undefined || !archivingEnvironments(config).includes(environment)) return undefined;
  const { deployedTags, archiveUnpulledAfterDays, expireArchivedAfterDays, expireUntaggedAfterDays } =
    registry.archiveUnpulled;
  const days = (count: number | undefined) => (count === undefined ? undefined : Duration.days(count));
  return deployedRetention({
    deployedTags,
    archiveUnpulledAfter: days(archiveUnpulledAfterDays),
    expireArchivedAfter: days(expireArchivedAfterDays),
    expireUntaggedAfter: days(expireUntaggedAfterDays),
  });
}

function retentionsFor(actions: Partial<Record<CountKey, number>>, selection: ImageSelection): ImageRetention[] {
  return countTypeNames.flatMap((countType) => {
    const { key, verb } = countTypes[countType].config;
    const countNumber = actions[key];
    return countNumber === undefined ? [] : [ImageRetention._counting(countType, verb, countNumber, selection)];
  });
}
