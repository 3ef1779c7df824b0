import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { InvalidInputError, refuseOpenList, validateEach } from '../../private/validation/validation';
import { type LifecycleSelection } from './lifecycle-rule';

/** The images that a retention selects. Set at most one of the properties. If none is set, it selects all images. */
export interface ImageSelection {
  /**
   * Patterns of tags. An image is selected if all of the patterns match: each of them matches one of its tags. `*` stands for
   * any characters, and a pattern can have four at most. Use `anyTagPatterns` if one match is enough.
   *
   * @default - images are selected without regard to patterns
   */
  readonly tagPatterns?: string[];

  /**
   * Patterns of tags. An image is selected if one of the patterns matches one of its tags. ECR has no such rule, so each
   * pattern becomes its own rule, in this order. A count applies to each pattern: `keepNewest(5)` with two patterns keeps
   * five images of each. An image that several patterns match belongs to the first of them.
   *
   * @default - images are selected without regard to patterns
   */
  readonly anyTagPatterns?: string[];

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

/**
 * The selections of the rules that select these images together.
 *
 * @throws if more than one selection is given, or if ECR refuses a pattern or a prefix.
 */
export function tagSelections({ anyTagPatterns, ...selection }: ImageSelection): TagSelection[] {
  const { tagPatterns, tagPrefixes, untagged } = selection;
  const given = [
    ...(tagPatterns ? ['tagPatterns'] : []),
    ...(anyTagPatterns ? ['anyTagPatterns'] : []),
    ...(tagPrefixes ? ['tagPrefixes'] : []),
    ...(untagged ? ['untagged'] : []),
  ];
  if (given.length > 1) {
    throw new InvalidInputError(
      `\`${given[0] ?? ''}\` must not be set together with \`${given[1] ?? ''}\`. A prefix can be written as a pattern that ends in '*', such as 'v*'.`,
    );
  }
  if (!anyTagPatterns) return [tagSelection(selection)];
  validatePatterns('anyTagPatterns', anyTagPatterns);
  return anyTagPatterns.map((pattern) => ({ tagStatus: 'tagged', tagPatternList: [pattern] }));
}

function tagSelection({ tagPatterns, tagPrefixes, untagged }: Omit<ImageSelection, 'anyTagPatterns'>): TagSelection {
  if (tagPatterns) {
    validatePatterns('tagPatterns', tagPatterns);
    return { tagStatus: 'tagged', tagPatternList: [...tagPatterns] };
  }
  if (tagPrefixes) {
    refuseOpenList('tagPrefixes', tagPrefixes);
    validateEach('tagPrefixes', tagPrefixes, tagPrefixRule);
    return { tagStatus: 'tagged', tagPrefixList: [...tagPrefixes] };
  }
  return { tagStatus: untagged ? 'untagged' : 'any' };
}

function validatePatterns(path: string, patterns: readonly string[]): void {
  refuseOpenList(path, patterns);
  validateEach(path, patterns, lifecycleTagPatternRule);
}
