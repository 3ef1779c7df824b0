import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type BaseImageOptions } from '../base-image/base-image-options';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { type ImageBuilder } from './image-builder';
import { type ImageCache } from './image-cache';
import { type ImageTests } from '../testing/image-tests';

/**
 * The inputs of an image, how CodeBuild builds it, and its tags. A batch builds two platforms at the same time.
 * Throws for a platform that is listed twice, for `emulation` with one platform, and for an option that the builder does not support.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build.html
 */
export interface ImageBuildOptions extends BuildInputOptions, BaseImageOptions {
  /**
   * The program that builds the image. Throws for Earthly and for a script with more than one platform.
   *
   * @default ImageBuilder.buildx()
   */
  readonly builder?: ImageBuilder;

  /**
   * The cache that keeps layers from one build to the next.
   *
   * @default - no cache: each build makes all layers
   */
  readonly cache?: ImageCache;

  /**
   * The bucket for the `artifacts`. Each build has a ZIP file there, in a folder with the name of the project. It also has `image.txt`
   * with the image. Throws without `artifacts`, and in a pipeline, whose output artifact has the files.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.artifacts
   * @default - none. Throws if there are `artifacts`
   */
  readonly artifactBucket?: IBucket;

  /**
   * Tests that run before the image is pushed, in this order. If one fails, nothing is pushed. Each report has a report group of the
   * project. Throws for Earthly and for a script, which run their own tests, and for an empty list.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html
   * @default - none
   */
  readonly tests?: ImageTests[];
}
