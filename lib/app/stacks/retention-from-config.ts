import { Duration } from 'aws-cdk-lib';
import { type CountKey, countTypeNames, countTypes } from '../../repository/lifecycle/count-types/count-types';
import { ImageRetention } from '../../repository/lifecycle/image-retention';
import { type ImageSelection } from '../../repository/lifecycle/image-selection';
import { type RetentionConfig } from '../config/repositories/retention';

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

function retentionsFor(actions: Partial<Record<CountKey, number>>, selection: ImageSelection): ImageRetention[] {
  return countTypeNames.flatMap((countType) => {
    const { key, verb } = countTypes[countType].config;
    const countNumber = actions[key];
    return countNumber === undefined ? [] : [ImageRetention._counting(countType, verb, countNumber, selection)];
  });
}
