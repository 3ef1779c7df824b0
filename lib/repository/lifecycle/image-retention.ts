import { publicApi } from '../../private/boundary/public-api';
import { Duration } from 'aws-cdk-lib';
import { type LifecycleRule } from 'aws-cdk-lib/aws-ecr';
import { awsLimits } from '../../private/aws/limits';
import { daysOf } from '../../private/validation/days';
import { frozen, OneForEqual } from '../../private/values/one-for-equal';
import { OneForSequence } from '../../private/values/one-for-sequence';
import { lifecycleTagPatternRule } from '../../private/oci/tag-pattern';
import { refuseOpenList, validate, validateEach, validateList } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { type ImageSelection, tagSelection } from './image-selection';
import { importDocument, importRules } from './lifecycle-import';
import { renderLifecyclePolicyText } from './lifecycle-policy';
import { type UnrankedRule } from './lifecycle-rule';
import { archivedRule, beyondRule, protectRule, sinceRule } from './retention-rules';

/** What `ImageRetention.keepReleases()` does with the other images. */
export interface KeepReleasesOptions {
  /**
   * How long images that are no release stay: those of branches and pull requests. Whole days.
   *
   * @default Duration.days(14)
   */
  readonly sweepOthersAfter?: Duration;

  /**
   * How long images without a tag stay. Whole days.
   *
   * @default Duration.days(1)
   */
  readonly sweepUntaggedAfter?: Duration;
}

/** When `ImageRetention.archiveBeforeDelete()` moves images on. */
export interface ArchiveBeforeDeleteOptions {
  /**
   * How long an image that nobody pulls stays at hand. Whole days.
   *
   * @default Duration.days(90)
   */
  readonly archiveUnpulledAfter?: Duration;

  /**
   * How long an archived image stays after that. Whole days, at least 90.
   *
   * @default Duration.days(365)
   */
  readonly expireArchivedAfter?: Duration;
}

const { leastArchiveDays } = awsLimits.ecr;

/** An app has the same few for all its repositories. */
const wishes = new OneForEqual<ImageRetention>();
const presets = new OneForSequence<ImageRetention, ImageRetention>();

/**
 * How long images stay: one wish, or a preset of several, which the repository compiles into ECR lifecycle rules. It
 * assigns the priorities: protection first, then rules for tagged images as given, then untagged, then all images.
 *
 * An image is taken by one rule at most, and an image whose tags a rule selects is never touched by a later one.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
@publicApi
export class ImageRetention {
  /**
   * Expires images without a tag: what a moved tag or an aborted push leaves behind. ECR keeps those that a
   * multi-platform index refers to.
   *
   * @param after whole days since the push, at least one. Throws where it is anything else.
   */
  public static expireUntagged(after: Duration): ImageRetention {
    const days = daysOf('after', after);
    return ImageRetention.once('expireUntagged', [days], () => [
      sinceRule('Expire', 'sinceImagePushed', days, { tagStatus: 'untagged' }),
    ]);
  }

  /**
   * Keeps the newest images by push time and expires the others.
   *
   * @param count how many stay, at least one. Throws where it is anything else.
   * @param selection which images count. Throws where several selections are given, or a pattern that ECR refuses.
   */
  public static keepNewest(count: number, selection: ImageSelection = {}): ImageRetention {
    return ImageRetention.once('keepNewest', [count, selection], () => {
      validate('count', count, wholeNumberRule(1));
      return [beyondRule('Expire', count, tagSelection(selection))];
    });
  }

  /**
   * Expires images some time after their push.
   *
   * @param age whole days since the push, at least one. Throws where it is anything else.
   * @param selection which images. Throws where several selections are given, or a pattern that ECR refuses.
   */
  public static expireOlderThan(age: Duration, selection: ImageSelection = {}): ImageRetention {
    const days = daysOf('age', age);
    return ImageRetention.once('expireOlderThan', [days, selection], () => [
      sinceRule('Expire', 'sinceImagePushed', days, tagSelection(selection)),
    ]);
  }

  /**
   * Shields images from every other rule of the repository: what carries a tag that matches one of the patterns is
   * neither expired nor archived.
   *
   * @param patterns tag patterns like `release-*`, each on its own. Throws where one is not a pattern that ECR takes.
   */
  public static protect(...patterns: string[]): ImageRetention {
    return ImageRetention.once('protect', patterns, () => {
      refuseOpenList('patterns', patterns);
      validateEach('patterns', patterns, lifecycleTagPatternRule);
      return patterns.map(protectRule);
    });
  }

  /**
   * Archives images that nobody has pulled for some time. An archived image is kept, at a lower price, and can't be
   * pulled until it is restored.
   *
   * @param after whole days since the last pull, or the push where there was none. Throws where it is anything else.
   * @param selection which images. Throws where several selections are given, or a pattern that ECR refuses.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html
   */
  public static archiveUnpulled(after: Duration, selection: ImageSelection = {}): ImageRetention {
    const days = daysOf('after', after);
    return ImageRetention.once('archiveUnpulled', [days, selection], () => [
      sinceRule('Archive', 'sinceImagePulled', days, tagSelection(selection)),
    ]);
  }

  /**
   * Archives images some time after their push.
   *
   * @param age whole days since the push, at least one. Throws where it is anything else.
   * @param selection which images. Throws where several selections are given, or a pattern that ECR refuses.
   */
  public static archiveOlderThan(age: Duration, selection: ImageSelection = {}): ImageRetention {
    const days = daysOf('age', age);
    return ImageRetention.once('archiveOlderThan', [days, selection], () => [
      sinceRule('Archive', 'sinceImagePushed', days, tagSelection(selection)),
    ]);
  }

  /**
   * Keeps the newest images by push time at hand and archives the others.
   *
   * @param count how many stay at hand, at least one. Throws where it is anything else.
   * @param selection which images count. Throws where several selections are given, or a pattern that ECR refuses.
   */
  public static archiveAllBut(count: number, selection: ImageSelection = {}): ImageRetention {
    return ImageRetention.once('archiveAllBut', [count, selection], () => {
      validate('count', count, wholeNumberRule(1));
      return [beyondRule('Archive', count, tagSelection(selection))];
    });
  }

  /**
   * Expires archived images.
   *
   * @param after whole days since the image was archived, at least 90. Throws where it is anything else.
   * @param selection which archived images. Throws where several selections are given, or a pattern that ECR refuses.
   */
  public static expireArchived(after: Duration, selection: ImageSelection = {}): ImageRetention {
    const days = daysOf('after', after, leastArchiveDays);
    return ImageRetention.once('expireArchived', [days, selection], () => [
      archivedRule(days, tagSelection(selection)),
    ]);
  }

  /**
   * A preset: releases stay for good, everything else is swept.
   *
   * @param patterns the tags of releases, like `v*` and `release-*`. Throws where one is not a pattern that ECR takes.
   * @param options when the others go.
   */
  public static keepReleases(patterns: string[], options: KeepReleasesOptions = {}): ImageRetention {
    validateList('patterns', patterns); // a text would be taken apart, and hold a pattern for all images
    const { sweepOthersAfter = Duration.days(14), sweepUntaggedAfter = Duration.days(1) } = options;
    return ImageRetention.all(
      ImageRetention.protect(...patterns),
      ImageRetention.expireUntagged(sweepUntaggedAfter),
      ImageRetention.expireOlderThan(sweepOthersAfter),
    );
  }

  /**
   * A preset: what nobody pulls is archived first, and deleted only long after, so that it can be restored meanwhile.
   *
   * @param options when images move on.
   */
  public static archiveBeforeDelete(options: ArchiveBeforeDeleteOptions = {}): ImageRetention {
    const { archiveUnpulledAfter = Duration.days(90), expireArchivedAfter = Duration.days(365) } = options;
    return ImageRetention.all(
      ImageRetention.archiveUnpulled(archiveUnpulledAfter),
      ImageRetention.expireArchived(expireArchivedAfter),
    );
  }

  /**
   * Rules as the CDK's own `ecr.Repository` takes them, checked like all others.
   *
   * @param rules the rules. Throws where ECR would refuse one, or where two have the same `rulePriority`.
   */
  public static fromLifecycleRules(...rules: LifecycleRule[]): ImageRetention {
    const imported = importRules(rules);
    return ImageRetention.once('rules', [imported], () => imported);
  }

  /**
   * The rules of an ECR lifecycle document, checked like all others.
   *
   * @param text the document as JSON. Throws where ECR would refuse it.
   */
  public static fromDocument(text: string): ImageRetention {
    return ImageRetention.once('document', [text], () => importDocument(text));
  }

  /**
   * The lifecycle document of retentions, for whatever takes one as text: a creation template, or a repository of
   * somebody else.
   *
   * @param retentions what the document says. Throws where ECR would refuse them together.
   */
  public static lifecyclePolicyText(...retentions: ImageRetention[]): string {
    return renderLifecyclePolicyText(retentions);
  }

  private static all(...retentions: ImageRetention[]): ImageRetention {
    return presets.of(retentions, () => new ImageRetention(retentions.flatMap(({ _rules }) => _rules)));
  }

  private static once(name: string, args: readonly unknown[], rules: () => readonly UnrankedRule[]): ImageRetention {
    return wishes.of(name, args, () => new ImageRetention(frozen(rules())));
  }

  private constructor(
    /** @internal */
    public readonly _rules: readonly UnrankedRule[],
  ) {}
}
