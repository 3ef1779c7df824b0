import { Duration } from 'aws-cdk-lib';
import { ImageRetention } from '../../repository/lifecycle/image-retention';
import { type ImageSelection } from '../../repository/lifecycle/image-selection';
import { type RetentionConfig } from '../config/repositories/retention';

type Actions = Pick<
  RetentionConfig,
  'keepNewest' | 'expireOlderThanDays' | 'archiveUnpulledAfterDays' | 'expireArchivedAfterDays'
>;

/** The retentions of a config. */
export function retentionsOf({
  protect,
  expireUntaggedAfterDays,
  rules = [],
  ...actions
}: RetentionConfig): ImageRetention[] {
  return [
    ...(protect ? [ImageRetention.protect(...protect)] : []),
    ...rules.flatMap(({ tagPatterns, tagPrefixes, untagged, ...action }) =>
      retentionsFor(action, { tagPatterns, tagPrefixes, untagged }),
    ),
    ...when(expireUntaggedAfterDays, (days) => ImageRetention.expireUntagged(Duration.days(days))),
    ...retentionsFor(actions, {}),
  ];
}

function retentionsFor(actions: Actions, selection: ImageSelection): ImageRetention[] {
  const { keepNewest, expireOlderThanDays, archiveUnpulledAfterDays, expireArchivedAfterDays } = actions;
  return [
    ...when(keepNewest, (count) => ImageRetention.keepNewest(count, selection)),
    ...when(expireOlderThanDays, (days) => ImageRetention.expireOlderThan(Duration.days(days), selection)),
    ...when(archiveUnpulledAfterDays, (days) => ImageRetention.archiveUnpulled(Duration.days(days), selection)),
    ...when(expireArchivedAfterDays, (days) => ImageRetention.expireArchived(Duration.days(days), selection)),
  ];
}

function when(value: number | undefined, create: (value: number) => ImageRetention): ImageRetention[] {
  return value === undefined ? [] : [create(value)];
}
