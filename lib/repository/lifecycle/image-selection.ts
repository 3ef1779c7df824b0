import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { InvalidInputError, refuseOpenList, validateEach } from '../../private/validation/validation';
import { type LifecycleSelection } from './lifecycle-rule';

/** The images that a retention selects. Set at most one of the properties. If none is set, it selects all images. */
export interface ImageSelection {
  /**
   * Patterns of tags. An image is selected if each pattern matches one of its tags. `*` stands for any characters, and a
   * pattern can have four at most.
   *
   * @default - images are selected without regard to patterns
   */
  readonly tagPatterns?: string[];

  /**
   * Prefixes of tags. An image is selected if each prefix is the start of one of its tags.
   *
   * @default - images are selected without regard to prefixes
   */
  readonly tagPrefixes?: string[];

  /**
   * Whether only images without a tag are selected.
   *
   * @default false
   */
  readonly untagged?: boolean;
}

/** The tags in a rule's selection. */
export type TagSelection = Pick<LifecycleSelection, 'tagStatus' | 'tagPatternList' | 'tagPrefixList'>;

/** @throws if more than one selection is given, or if ECR refuses a pattern or a prefix. */
export function tagSelection({ tagPatterns, tagPrefixes, untagged }: ImageSelection): TagSelection {
  const given = [
    ...(tagPatterns ? ['tagPatterns'] : []),
    ...(tagPrefixes ? ['tagPrefixes'] : []),
    ...(untagged ? ['untagged'] : []),
  ];
  if (given.length > 1) {
    throw new InvalidInputError(
      `\`${given[0] ?? ''}\` must not be set together with \`${given[1] ?? ''}\`. A prefix can be written as a pattern that ends in '*', such as 'v*'.`,
    );
  }
  if (tagPatterns) {
    refuseOpenList('tagPatterns', tagPatterns);
    validateEach('tagPatterns', tagPatterns, lifecycleTagPatternRule);
    return { tagStatus: 'tagged', tagPatternList: [...tagPatterns] };
  }
  if (tagPrefixes) {
    refuseOpenList('tagPrefixes', tagPrefixes);
    validateEach('tagPrefixes', tagPrefixes, tagPrefixRule);
    return { tagStatus: 'tagged', tagPrefixList: [...tagPrefixes] };
  }
  return { tagStatus: untagged ? 'untagged' : 'any' };
}
