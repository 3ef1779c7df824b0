import { imageTypes, indexTypes } from './ecr-task';
import {
  type States,
  absent,
  all,
  choice,
  fieldOfEach,
  isOneOf,
  length,
  lengthOfEach,
  not,
  pass,
  present,
  sameNumber,
  sameText,
} from './states';

/** The limit of entries: ten platforms with an attestation for each. The history of an execution has no space for more. */
export const mostParts = 20;

/** The values for the states after the manifest. The rest is dropped, since a manifest may fill most of the 256 KB of a state. */
export const kept = Object.fromEntries(
  ['image', 'target', 'approved', 'excepted'].map((key) => [`${key}.$`, `$.${key}`]),
);

/**
 * The states that open the manifest and list its images: itself, or the parts of an index. A manifest that is both or neither is
 * not an image. An index of indexes, a chart, a signature or another artifact is not an image either.
 */
export function imageStates(): States {
  const body = '$.manifest.body';
  const manifests = `${body}.manifests`;
  const type = '$.manifest.type';
  return {
    'Open the manifest': pass(
      {
        ...kept,
        manifest: {
          'type.$': '$.seen.Images[0].ImageManifestMediaType',
          'body.$': 'States.StringToJson($.seen.Images[0].ImageManifest)',
        },
      },
      undefined,
      'What kind is it?',
    ),
    'What kind is it?': choice(
      [
        [all(present(`${body}.mediaType`), not(sameText(`${body}.mediaType`, type))), 'NOT_AN_IMAGE'],
        [
          all(
            isOneOf(type, indexTypes),
            present(`${manifests}[0]`),
            absent(`${body}.config`, `${body}.layers`, `${body}.subject`, `${body}.artifactType`),
          ),
          'Measure the index',
        ],
        [isOneOf(type, imageTypes), 'Choose the image'],
      ],
      'NOT_AN_IMAGE',
    ),
    'Choose the image': pass(
      {
        ...kept,
        parts: {
          all: [{ 'digest.$': '$.image.digest', 'mediaType.$': type, 'tag.$': '$.image.tag' }],
          'digests.$': 'States.Array($.image.digest)',
        },
      },
      undefined,
      'Check each part',
    ),
    'Measure the index': pass({ 'all.$': length(manifests) }, '$.count', 'Is the index too large?'),
    'Is the index too large?': choice(
      [[{ Variable: '$.count.all', NumericGreaterThan: mostParts }, 'TOO_MANY_PARTS']],
      'Choose the parts',
    ),
    'Choose the parts': pass(
      {
        ...kept,
        parts: {
          'all.$': `${manifests}[*]`,
          images: fieldOfEach(manifests, 'mediaType', imageTypes),
          'digests.$': `${manifests}[*].digest`,
        },
      },
      undefined,
      'Count the parts',
    ),
    'Count the parts': pass(
      {
        'all.$': length('$.parts.all'),
        'images.$': lengthOfEach('$.parts.images'),
        'digests.$': length('$.parts.digests'),
      },
      '$.count',
      'Are all parts images?',
    ),
    'Are all parts images?': choice(
      [
        [
          all(sameNumber('$.count.all', '$.count.images'), sameNumber('$.count.all', '$.count.digests')),
          'Check each part',
        ],
      ],
      'NOT_AN_IMAGE',
    ),
  };
}
