import { Duration } from 'aws-cdk-lib';
import { ImageRetention } from '../../repository/lifecycle/image-retention';
import { type ImageSelection } from '../../repository/lifecycle/image-selection';
import { type RetentionConfig } from '../config/retention';

type Wishes = Pick<
  RetentionConfig,
  'keepNewest' | 'expireOlderThanDays' | 'archiveUnpulledAfterDays' | 'expireArchivedAfterDays'
>;

/** The retentions that a config asks for. */
export function retentionsOf({
  protect,
  expireUntaggedAfterDays,
  rules = [],
  ...wishes
}: RetentionConfig): ImageRetention[] {
  return [
    ...(protect ? [ImageRetention.protect(...protect)] : []),
    ...rules.flatMap(({ tagPatterns, tagPrefixes, untagged, ...wish }) =>
      wished(wish, { tagPatterns, tagPrefixes, untagged }),
    ),
    ...when(expireUntaggedAfterDays, (days) => ImageRetention.expireUntagged(Duration.days(days))),
    ...wished(wishes, {}),
  ];
}

function wished(wishes: Wishes, selection: ImageSelection): ImageRetention[] {
  const { keepNewest, expireOlderThanDays, archiveUnpulledAfterDays, expireArchivedAfterDays } = wishes;
  return [
    ...when(keepNewest, (count) => ImageRetention.keepNewest(count, selection)),
    ...when(expireOlderThanDays, (days) => ImageRetention.expireOlderThan(Duration.days(days), selection)),
    ...when(archiveUnpulledAfterDays, (days) => ImageRetention.archiveUnpulled(Duration.days(days), selection)),
    ...when(expireArchivedAfterDays, (days) => ImageRetention.expireArchived(Duration.days(days), selection)),
  ];
}

function when(value: number | undefined, make: (value: number) => ImageRetention): ImageRetention[] {
  return value === undefined ? [] : [make(value)];
}
