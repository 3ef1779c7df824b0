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
import { type CountType } from './count-types/count-types';
import { type ImageSelection, tagSelections } from './image-selection';
import { importDocument, importRules } from './lifecycle-import';
import { renderLifecyclePolicyText } from './lifecycle-policy';
import { type UnrankedRule } from './lifecycle-rule';
import { type ArchiveBeforeDeleteOptions, type KeepReleasesOptions } from './retention-options';
import { countingRule, protectRule, type RuleVerb } from './retention-rules';

const { leastArchiveDays } = awsLimits.ecr;

/** An app uses the same few retentions for all its repositories. */
const retentions = new OneForEqual<ImageRetention>();
const presets = new OneForSequence<ImageRetention, ImageRetention>();

/**
 * How long images are kept. A repository compiles its retentions into ECR lifecycle rules and sets their priorities. The order
 * is: protection, rules for tagged images as given, the rule for untagged images, and the rule for all images.
 *
 * The first rule whose selection contains an image decides about it, also if it does not take the image. Later rules do not
 * expire or archive that image.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 *
 * @example
 * import { ImageRepository, ImageRetention } from 'cdk-ecr-publishing';
 *
 * new ImageRepository(this, 'Images', { retention: [ImageRetention.protect('v*'), ImageRetention.keepNewest(20)] });
 */
@publicApi
export class ImageRetention {
  /**
   * Expires images without a tag. An image loses its tag when the tag moves, and an aborted push leaves images without a tag. ECR keeps untagged images that a
   * multi-platform index refers to.
   *
   * @param after whole days since the push. Throws if it is not a whole number of days, or less than one.
   */
  public static expireUntagged(after: Duration): ImageRetention {
    return ImageRetention._counting('sinceImagePushed', 'Expire', daysOf('after', after), { untagged: true });
  }

  /**
   * Keeps the newest images by push time and expires the others.
   *
   * @param count how many images are kept. Throws if it is not a whole number, or less than one.
   * @param selection the images that the rule counts. Throws if several selections are given, or if ECR refuses a pattern.
   */
  public static keepNewest(count: number, selection: ImageSelection = {}): ImageRetention {
    validate('count', count, wholeNumberRule(1));
    return ImageRetention._counting('imageCountMoreThan', 'Expire', count, selection);
  }

  /**
   * Expires images some time after their push.
   *
   * @param age whole days since the push. Throws if it is not a whole number of days, or less than one.
   * @param selection the images that expire. Throws if several selections are given, or if ECR refuses a pattern.
   */
  public static expireOlderThan(age: Duration, selection: ImageSelection = {}): ImageRetention {
    return ImageRetention._counting('sinceImagePushed', 'Expire', daysOf('age', age), selection);
  }

  /**
   * Shields images from every other rule of the repository. An image with a tag that matches one of the patterns is neither
   * expired nor archived.
   *
   * @param patterns tag patterns such as `release-*`. One match is enough. Throws if ECR refuses a pattern.
   */
  public static protect(...patterns: string[]): ImageRetention {
    return ImageRetention.once('protect', patterns, () => {
      refuseOpenList('patterns', patterns);
      validateEach('patterns', patterns, lifecycleTagPatternRule);
      return patterns.map(protectRule);
    });
  }

  /**
   * Archives images that were not pulled for some time. An archived image costs less, and it can't be pulled until it is
   * restored.
   *
   * @param after whole days since the last pull, or since the push if the image was never pulled. Throws if it is not a whole
   *   number of days, or less than one.
   * @param selection the images that are archived. Throws if several selections are given, or if ECR refuses a pattern.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html
   */
  public static archiveUnpulled(after: Duration, selection: ImageSelection = {}): ImageRetention {
    return ImageRetention._counting('sinceImagePulled', 'Archive', daysOf('after', after), selection);
  }

  /**
   * Archives images some time after their push.
   *
   * @param age whole days since the push. Throws if it is not a whole number of days, or less than one.
   * @param selection the images that are archived. Throws if several selections are given, or if ECR refuses a pattern.
   */
  public static archiveOlderThan(age: Duration, selection: ImageSelection = {}): ImageRetention {
    return ImageRetention._counting('sinceImagePushed', 'Archive', daysOf('age', age), selection);
  }

  /**
   * Keeps the newest images by push time ready to pull and archives the others.
   *
   * @param count how many images are not archived. Throws if it is not a whole number, or less than one.
   * @param selection the images that the rule counts. Throws if several selections are given, or if ECR refuses a pattern.
   */
  public static archiveAllBut(count: number, selection: ImageSelection = {}): ImageRetention {
    validate('count', count, wholeNumberRule(1));
    return ImageRetention._counting('imageCountMoreThan', 'Archive', count, selection);
  }

  /**
   * Expires archived images.
   *
   * @param after whole days since the image was archived. Throws if it is not a whole number of days, or less than 90.
   * @param selection the archived images that expire. Throws if several selections are given, or if ECR refuses a pattern.
   */
  public static expireArchived(after: Duration, selection: ImageSelection = {}): ImageRetention {
    const days = daysOf('after', after, leastArchiveDays);
    return ImageRetention._counting('sinceImageTransitioned', 'Expire', days, selection);
  }

  /**
   * Keeps releases permanently and expires all other images. This preset is `protect()`, `expireUntagged()` and
   * `expireOlderThan()` together.
   *
   * @param patterns patterns of the tags of releases, such as `v*` and `release-*`. Throws if ECR refuses a pattern.
   * @param options how long the other images are kept.
   */
  public static keepReleases(patterns: string[], options: KeepReleasesOptions = {}): ImageRetention {
    validateList('patterns', patterns); // the characters of a text would be spread, and `*` is a pattern for all images
    const { sweepOthersAfter = Duration.days(14), sweepUntaggedAfter = Duration.days(1) } = options;
    return ImageRetention.all(
      ImageRetention.protect(...patterns),
      ImageRetention.expireUntagged(sweepUntaggedAfter),
      ImageRetention.expireOlderThan(sweepOthersAfter),
    );
  }

  /**
   * Archives images that were not pulled for some time, and deletes them long after that. Until then they can be restored.
   * This preset is `archiveUnpulled()` and `expireArchived()` together.
   *
   * @param options when images are archived and deleted.
   */
  public static archiveBeforeDelete(options: ArchiveBeforeDeleteOptions = {}): ImageRetention {
    const { archiveUnpulledAfter = Duration.days(90), expireArchivedAfter = Duration.days(365) } = options;
    return ImageRetention.all(
      ImageRetention.archiveUnpulled(archiveUnpulledAfter),
      ImageRetention.expireArchived(expireArchivedAfter),
    );
  }

  /**
   * Keeps every image: the repository has no lifecycle policy. It must be the only retention. Old images with known
   * vulnerabilities can still be pulled and are paid for, so the repository has a warning to acknowledge.
   */
  public static keepAll(): ImageRetention {
    return ImageRetention.once('keepAll', [], () => []);
  }

  /**
   * Uses lifecycle rules in the form of the CDK's `ecr.Repository`. They are checked like all other rules. As the only
   * retention they keep their descriptions, their order and their priorities, and give the same text as an `ecr.Repository`.
   *
   * @param rules the rules. Throws if ECR would refuse a rule, or if two have the same `rulePriority`.
   */
  public static fromLifecycleRules(...rules: LifecycleRule[]): ImageRetention {
    const imported = importRules(rules);
    return ImageRetention.once('rules', [imported], () => imported);
  }

  /**
   * Uses the rules of an ECR lifecycle document, such as the answer of `aws ecr get-lifecycle-policy`. They are checked like all
   * other rules. As the only retention they keep their descriptions, their order and their priorities.
   *
   * @param text the document as JSON. Throws if ECR would refuse it.
   */
  public static fromDocument(text: string): ImageRetention {
    return ImageRetention.once('document', [text], () => importDocument(text));
  }

  /**
   * Renders the lifecycle document of retentions as text, such as for a repository creation template, or for a repository
   * that another team owns.
   *
   * @param retentions the retentions of the document. Throws if ECR would refuse them together, and for `keepAll()`, which has
   *   no document.
   */
  public static lifecyclePolicyText(...retentions: ImageRetention[]): string {
    return renderLifecyclePolicyText(retentions);
  }

  /** The rules that take images by a count type and its number, which is valid. @internal */
  public static _counting(
    countType: CountType,
    verb: RuleVerb,
    countNumber: number,
    selection: ImageSelection,
  ): ImageRetention {
    return ImageRetention.once('counting', [countType, verb, countNumber, selection], () =>
      tagSelections(selection).map((tags) => countingRule(countType, verb, countNumber, tags)),
    );
  }

  private static all(...parts: ImageRetention[]): ImageRetention {
    return presets.of(parts, () => new ImageRetention(parts.flatMap(({ _rules }) => _rules)));
  }

  private static once(name: string, args: readonly unknown[], rules: () => readonly UnrankedRule[]): ImageRetention {
    return retentions.of(name, args, () => new ImageRetention(frozen(rules())));
  }

  private constructor(
    /** @internal */
    public readonly _rules: readonly UnrankedRule[],
  ) {}
}
