import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { InvalidInputError, refuseOpenList, validateEach } from '../../private/validation/validation';
import { type LifecycleSelection } from './lifecycle-rule';

/** Which images a retention is about. Give one of these at most; without any, it is about all images. */
export interface ImageSelection {
  /**
   * Patterns that an image's tags must match, all of them; `*` stands for any characters, at most four in a pattern.
   *
   * @default - tags do not matter
   */
  readonly tagPatterns?: string[];

  /**
   * Prefixes that an image's tags must start with, all of them.
   *
   * @default - tags do not matter
   */
  readonly tagPrefixes?: string[];

  /**
   * Only images without a tag.
   *
   * @default false
   */
  readonly untagged?: boolean;
}

/** The part of a rule's selection that is about tags. */
export type TagSelection = Pick<LifecycleSelection, 'tagStatus' | 'tagPatternList' | 'tagPrefixList'>;

/** @throws where more than one selection is given, or a pattern or prefix that ECR refuses. */
export function tagSelection({ tagPatterns, tagPrefixes, untagged }: ImageSelection): TagSelection {
  const given = [
    ...(tagPatterns ? ['tagPatterns'] : []),
    ...(tagPrefixes ? ['tagPrefixes'] : []),
    ...(untagged ? ['untagged'] : []),
  ];
  if (given.length > 1) {
    throw new InvalidInputError(
      `\`${given[0] ?? ''}\` must stand without \`${given[1] ?? ''}\`; a prefix is a pattern that ends in '*', like 'v*'`,
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
