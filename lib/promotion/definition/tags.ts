import { archiveStates } from './archive';
import { findImage, readImage } from './ecr-task';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type States, all, choice, isOneOf, isText, not, pass, present, sameText } from './states';

/** The actions that the states call on the target. */
export const targetActions = ['ecr:BatchGetImage', 'ecr:DescribeImages'];

/** The position of the states: before the gate, and again before the copy, since a gate takes some time. */
interface Position {
  readonly suffix: string;
  readonly next: string;
}

/**
 * The states that continue if the pushed tag still has the digest that is checked, and the tag is free in the target. The source is
 * read by digest and tag together, so that a moved tag is noticed.
 */
export function tagStates(
  { partition, source, target }: PromotionDefinitionOptions,
  { suffix, next }: Position,
): States {
  const named = (name: string): string => `${name}${suffix}`;
  const targetChoice = named('Is the target tag free?');
  const readTarget = named('Read the target tag');
  const archive = named('Look in the archive');
  // An SDK integration only calls its own Region. In another Region the copy itself reads the target.
  const afterTag = target.crossRegion ? next : readTarget;
  return {
    [named('Read the pushed image')]: readImage(
      partition,
      source.registryId,
      '$.image.repository',
      { 'ImageDigest.$': '$.image.digest', 'ImageTag.$': '$.image.tag' },
      '$.seen',
      { next: named('Is the tag still this image?'), failed: 'FAILED' },
    ),
    [named('Is the tag still this image?')]: choice(
      [
        [
          all(
            sameText('$.seen.Images[0].ImageId.ImageDigest', '$.image.digest'),
            present('$.seen.Images[0].ImageManifestMediaType'),
            present('$.seen.Images[0].ImageManifest'),
          ),
          afterTag,
        ],
        [isOneOf('$.seen.Failures[0].FailureCode', ['ImageTagDoesNotMatchDigest', 'ImageNotFound']), 'SUPERSEDED'],
        // The codes that the API documents have none for other media types, so this is a pattern.
        [
          all(isText('$.seen.Failures[0].FailureCode'), {
            Variable: '$.seen.Failures[0].FailureCode',
            StringMatches: 'Unsupported*',
          }),
          'NOT_AN_IMAGE',
        ],
      ],
      named('The answer is unknown'),
    ),
    [named('The answer is unknown')]: pass(
      { 'Cause.$': 'States.JsonToString($.seen)', Error: 'UnknownAnswer' },
      '$.error',
      'FAILED',
    ),
    ...(target.crossRegion
      ? {}
      : {
          [readTarget]: findImage(
            partition,
            target.registryId,
            '$.target.repository',
            { 'ImageTag.$': '$.image.tag' },
            '$.taken',
            { next: targetChoice, failed: 'FAILED' },
          ),
          [targetChoice]: choice(
            [
              [sameText('$.taken.Images[0].ImageDigest', '$.image.digest'), 'Already promoted'],
              [present('$.taken.Images[0].ImageDigest'), 'TARGET_TAG_TAKEN'],
              [
                all(
                  not(present('$.taken.Images[0]')),
                  isOneOf('$.taken.Failures[0].FailureCode', ['ImageNotFound', 'ImageInaccessible']),
                ),
                archive,
              ],
            ],
            named('The target is unknown'),
          ),
          ...archiveStates(target.registryId, partition, {
            name: archive,
            question: named('Is the tag archived?'),
            free: next,
            unknown: named('The target is unknown'),
          }),
          [named('The target is unknown')]: pass(
            { 'Cause.$': 'States.JsonToString($.taken)', Error: 'UnknownAnswer' },
            '$.error',
            'FAILED',
          ),
          'Already promoted': { Type: 'Succeed', Comment: 'A second event for the same digest changes nothing' },
        }),
  };
}
