import { Token } from 'aws-cdk-lib';
import { type ImageTag } from '../naming/image-tag';
import { type RunRefs } from '../naming/run-refs';
import { scheduleExpressionRule } from '../private/aws/schedule-expression';
import { refuseIf, validate } from '../private/validation/validation';
import { type Attestations, ImageProvenance } from './attestations';
import { type RebuildOptions } from './rebuild-options';

interface RebuiltImage {
  readonly builder: string;
  readonly tags: readonly ImageTag[];
  readonly attestations: Pick<Attestations, 'provenance'>;
  readonly refs: RunRefs | undefined;
}

/** Throws if the newest release of an image could not be found, or its base images would not be known. */
export function validateRebuilds(
  { schedule }: RebuildOptions,
  { builder, tags, attestations, refs }: RebuiltImage,
): void {
  const { expressionString } = schedule;
  if (!Token.isUnresolved(expressionString)) validate('rebuilds.schedule', expressionString, scheduleExpressionRule);
  const hasVersions = tags.some(({ _kind }) => _kind === 'semantic-version');
  refuseIf(
    'rebuilds',
    hasVersions
      ? undefined
      : 'requires ImageTag.semanticVersion() in `tags`. The release with the highest version is built again.',
  );
  refuseIf(
    'rebuilds',
    builder === 'buildx'
      ? undefined
      : `requires the builder buildx, got ${builder}. No other one records the base images.`,
  );
  refuseIf(
    'rebuilds',
    attestations.provenance === ImageProvenance.NONE
      ? 'requires the provenance of the image, which records its base images. Leave `provenance` and `attestations` out. An image for Lambda has none.'
      : undefined,
  );
  refuseIf(
    'rebuilds',
    refs?.commits === false
      ? 'requires a Git repository as the source. A ZIP file has no commit of a release.'
      : undefined,
  );
}
