import { imageTypes, readImage } from './ecr-task';
import { type PromotionDefinitionOptions } from './promotion-options';
import {
  type State,
  type States,
  absent,
  all,
  choice,
  fieldOfEach,
  having,
  isOneOf,
  length,
  lengthOfEach,
  not,
  pass,
  present,
  sameNumber,
  sameText,
} from './states';

const configTypes = ['application/vnd.docker.container.image.v1+json', 'application/vnd.oci.image.config.v1+json'];

/** The layers that a container starts from. Layers outside the registry are not in the list, since they are not scanned. */
const layerTypes = [
  'application/vnd.docker.image.rootfs.diff.tar.gzip',
  'application/vnd.docker.image.rootfs.diff.tar.zstd',
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.oci.image.layer.v1.tar+zstd',
];
const attestationType = 'application/vnd.in-toto+json';
const reference = (key: string): string => `$.part.annotations['vnd.docker.reference.${key}']`;

/** An attestation of BuildKit as an artifact. Its manifest names the part it is about too, and must be marked as attestation. */
const attestationArtifact = all(
  isOneOf('$.type', ['application/vnd.oci.image.manifest.v1+json']),
  sameText('$.part.mediaType', '$.type'),
  isOneOf('$.body.artifactType', ['application/vnd.docker.attestation.manifest.v1+json']),
  isOneOf('$.body.config.mediaType', ['application/vnd.oci.empty.v1+json']),
  present('$.body.layers[0]'),
  absent('$.body.manifests'),
  present(reference('type')),
  present(reference('digest')),
  sameText('$.body.subject.digest', reference('digest')),
);

/**
 * The states that decide by the manifest of one image whether it can be scanned. An attestation of BuildKit about another part
 * has nothing to scan. It passes only if it has no platform, is about a part of this index, and contains only statements.
 */
export function partKindStates({ partition, source }: PromotionDefinitionOptions): States {
  const read = (imageId: State): State =>
    readImage(partition, source.registryId, '$.repository', imageId, '$.got', {
      next: 'Is the part there?',
      failed: 'The part failed',
    });
  return {
    // By its digest alone, ECR returns an image once for each of its tags. Hundreds would exceed the 256 KB of a state.
    'Is the part tagged?': choice([[present('$.part.tag'), 'Read the tagged image']], 'Read the part'),
    'Read the tagged image': read({ 'ImageDigest.$': '$.part.digest', 'ImageTag.$': '$.part.tag' }),
    'Read the part': read({ 'ImageDigest.$': '$.part.digest' }),
    'Is the part there?': choice(
      [
        [
          all(
            sameText('$.got.Images[0].ImageId.ImageDigest', '$.part.digest'),
            present('$.got.Images[0].ImageManifest'),
            present('$.got.Images[0].ImageManifestMediaType'),
          ),
          'Open the part',
        ],
      ],
      'The part is no image',
    ),
    'Open the part': pass(
      {
        ...input,
        'type.$': '$.got.Images[0].ImageManifestMediaType',
        'body.$': 'States.StringToJson($.got.Images[0].ImageManifest)',
      },
      undefined,
      'Is the part an image?',
    ),
    'Is the part an image?': choice(
      [
        [all(present('$.body.mediaType'), not(sameText('$.body.mediaType', '$.type'))), 'The part is no image'],
        [
          all(
            isOneOf('$.type', imageTypes),
            sameText('$.part.mediaType', '$.type'),
            isOneOf('$.body.config.mediaType', configTypes),
            present('$.body.layers[0]'),
            absent('$.body.manifests', '$.body.subject', '$.body.artifactType'),
          ),
          'Choose the layers',
        ],
        [attestationArtifact, 'Choose the layers'],
      ],
      'The part is no image',
    ),
    'Choose the layers': pass(
      {
        layers: fieldOfEach('$.body.layers', 'mediaType', layerTypes),
        'statements.$': `${having('$.body.layers', 'mediaType', attestationType)}.mediaType`,
      },
      '$.layers',
      'Count the layers',
    ),
    'Count the layers': pass(
      {
        ...input,
        count: {
          'all.$': length('$.body.layers'),
          'layers.$': lengthOfEach('$.layers.layers'),
          'statements.$': length('$.layers.statements'),
        },
      },
      undefined,
      'Is it about another part?',
    ),
    'Is it about another part?': choice(
      [
        [
          all(
            isOneOf(reference('type'), ['attestation-manifest']),
            isOneOf('$.part.platform.os', ['unknown']),
            isOneOf('$.part.platform.architecture', ['unknown']),
            sameNumber('$.count.all', '$.count.statements'),
            present(reference('digest')),
            not(sameText(reference('digest'), '$.part.digest')),
          ),
          'Which part is it about?',
        ],
        [present(reference('type')), 'The part is disguised'],
        [sameNumber('$.count.all', '$.count.layers'), 'Request the findings'],
      ],
      'The part is no image',
    ),
    'Which part is it about?': pass(
      { 'known.$': `States.ArrayContains($.digests, ${reference('digest')})` },
      '$.about',
      'Is it of this index?',
    ),
    'Is it of this index?': choice(
      [[{ Variable: '$.about.known', BooleanEquals: true }, 'The part is an attestation']],
      'The part is disguised',
    ),
  };
}

/** The input of an iteration of the map. A manifest is dropped after it is checked. */
const input = Object.fromEntries(
  ['repository', 'part', 'digests', 'excepted', 'wait', 'tally', 'reported', 'zero'].map((key) => [
    `${key}.$`,
    `$.${key}`,
  ]),
);
