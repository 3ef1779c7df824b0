import { type Duration, Token } from 'aws-cdk-lib';
import { daysOf, daysText } from '../private/days';
import { lifecycleTagPatternRule, tagPrefixRule } from '../private/tag-pattern';
import { InvalidInputError, validate, validateEach } from '../private/validation';
import { wholeNumberRule } from '../private/whole-number';
import { type LifecycleSelection, type UnrankedRule } from './lifecycle-rule';

/** Which images `ImageRetention.keepNewest()` counts. Give one of the two at most. */
export interface KeepNewestOptions {
  /**
   * Patterns that an image's tags must match, all of them; `*` stands for any characters, at most four in a pattern.
   *
   * @default - all images count, tagged or not
   */
  readonly tagPatterns?: string[];

  /**
   * Prefixes that an image's tags must start with, all of them.
   *
   * @default - all images count, tagged or not
   */
  readonly tagPrefixes?: string[];
}

/** More images than a repository holds by ECR's quota: a count that is never exceeded. */
const neverExceeded = 999_999;

const expire = { type: 'expire' } as const;

/**
 * How long images stay: one wish, which the repository compiles into ECR lifecycle rules. Priorities are assigned by
 * the repository: protection first, then rules for tagged images as given, then untagged, then all images.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export class ImageRetention {
  /**
   * Expires images without a tag: what a moved tag or an aborted multi-platform push leaves behind.
   *
   * @param after whole days since the push, at least one. Throws where it is anything else.
   */
  public static expireUntagged(after: Duration): ImageRetention {
    const days = daysOf('after', after);
    return ImageRetention.ofRule(`Expire untagged images after ${daysText(days)}`, {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: days,
    });
  }

  /**
   * Keeps the newest images by push time and expires the others.
   *
   * @param count how many stay, at least one. Throws where it is anything else.
   * @param options which images count. Throws where both selections are given, or a pattern that ECR refuses.
   */
  public static keepNewest(count: number, options: KeepNewestOptions = {}): ImageRetention {
    validate('count', count, wholeNumberRule(1));
    const selection = tagSelection(options);
    return ImageRetention.ofRule(`Keep the newest ${selectionText(selection, count)}`, {
      ...selection,
      countType: 'imageCountMoreThan',
      countNumber: count,
    });
  }

  /**
   * Shields images from every other rule of the repository: what carries a tag that matches one of the patterns stays.
   *
   * @param patterns tag patterns like `release-*`, each on its own. Throws where one is not a pattern that ECR takes.
   */
  public static protect(...patterns: string[]): ImageRetention {
    validateEach('patterns', patterns, lifecycleTagPatternRule);
    return new ImageRetention(
      patterns.map((pattern) => ({
        description: `Protect images tagged ${pattern}`,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: [pattern],
          countType: 'imageCountMoreThan',
          countNumber: neverExceeded,
        },
        action: expire,
      })),
      true,
    );
  }

  private static ofRule(description: string, selection: LifecycleSelection): ImageRetention {
    return new ImageRetention([{ description, selection, action: expire }], false);
  }

  private constructor(
    /** @internal */
    public readonly _rules: readonly UnrankedRule[],
    /** @internal */
    public readonly _protects: boolean,
  ) {}
}

type TagSelection = Pick<LifecycleSelection, 'tagStatus' | 'tagPatternList' | 'tagPrefixList'>;

function tagSelection({ tagPatterns, tagPrefixes }: KeepNewestOptions): TagSelection {
  if (tagPatterns && tagPrefixes) {
    throw new InvalidInputError(
      "`tagPatterns` must stand without `tagPrefixes`; write each prefix as a pattern, like 'v*'",
    );
  }
  if (tagPatterns) {
    validateEach('tagPatterns', tagPatterns, lifecycleTagPatternRule);
    return { tagStatus: 'tagged', tagPatternList: [...tagPatterns] };
  }
  if (tagPrefixes) {
    validateEach('tagPrefixes', tagPrefixes, tagPrefixRule);
    return { tagStatus: 'tagged', tagPrefixList: [...tagPrefixes] };
  }
  return { tagStatus: 'any' };
}

function selectionText({ tagPatternList, tagPrefixList }: TagSelection, count: number): string {
  const tags = tagPatternList ?? tagPrefixList?.map((prefix) => `${prefix}*`);
  const images = Token.isUnresolved(count) ? 'images' : count === 1 ? 'image' : `${count} images`;
  return tags ? `${images} tagged ${tags.join(' and ')}` : images;
}
