import { type Duration } from 'aws-cdk-lib';

/** How long `ImageRetention.keepReleases()` keeps images that are not releases. */
export interface KeepReleasesOptions {
  /**
   * How long tagged images that are not releases are kept, such as those of branches and pull requests. Whole days.
   *
   * @default Duration.days(14)
   */
  readonly sweepOthersAfter?: Duration;

  /**
   * How long images without a tag are kept. Whole days.
   *
   * @default Duration.days(1)
   */
  readonly sweepUntaggedAfter?: Duration;
}

/** When `ImageRetention.archiveBeforeDelete()` archives and deletes images. */
export interface ArchiveBeforeDeleteOptions {
  /**
   * How long after its last pull an image is archived. Whole days.
   *
   * @default Duration.days(90)
   */
  readonly archiveUnpulledAfter?: Duration;

  /**
   * How long after that an archived image is deleted. Whole days, at least 90.
   *
   * @default Duration.days(365)
   */
  readonly expireArchivedAfter?: Duration;
}
