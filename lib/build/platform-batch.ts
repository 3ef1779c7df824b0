import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { type ImagePlatform } from '../private/oci/image-platform';
import { buildImageFor } from './build-image';

/** A build of a batch, in the form of the build specification. */
export interface BatchTask {
  readonly identifier: string;
  readonly env: Readonly<Record<string, unknown>>;
  readonly 'depend-on'?: readonly string[];
}

/**
 * Renders a build for each platform on a machine of that platform, and one build that makes the index of their images.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build-buildspec.html
 */
export function platformBatch(platforms: readonly ImagePlatform[], computeType = ComputeType.SMALL): BatchTask[] {
  const identifiers = platforms.map((platform) => platform.replace('/', '_'));
  const builds = platforms.map((platform) => ({
    identifier: platform.replace('/', '_'),
    env: {
      ...machine(platform, computeType),
      variables: { IMAGE_PLATFORM: platform, PUSH_BY_DIGEST: 'true' },
    },
  }));
  const index = {
    identifier: 'index',
    env: {
      ...machine('linux/amd64', ComputeType.SMALL),
      variables: { PLATFORM_BUILDS: identifiers.join(' ') },
    },
    'depend-on': identifiers,
  };
  return [...builds, index];
}

function machine(platform: ImagePlatform, computeType: ComputeType): Record<string, unknown> {
  const { imageId, type } = buildImageFor(platform);
  return { type, image: imageId, 'compute-type': computeType, 'privileged-mode': true };
}
