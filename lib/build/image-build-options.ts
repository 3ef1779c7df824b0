import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type ImageCompatibility, type ImageProvenance } from './attestations';
import { type BuildSecret } from './build-secret';
import { type ImageBuilder } from './image-builder';
import { type ImageCache } from './image-cache';
import { type ImageTag } from '../naming/image-tag';

/** What is built, how, and how it is named. */
export interface ImageBuildOptions {
  /**
   * What the image runs on: `Platform.LINUX_AMD64`, `Platform.LINUX_ARM64` or both. Each is built on a machine of its
   * kind; with both, a batch builds them side by side and joins them in one index. Throws for another, and for one that
   * is named twice.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build.html
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * Whether one machine, of the first platform, builds them all; it emulates the others, which takes far longer. Throws
   * with one platform.
   *
   * @default false
   */
  readonly emulation?: boolean;

  /**
   * What builds the image. Throws for Earthly and for a script with more than one platform.
   *
   * @default ImageBuilder.buildx()
   */
  readonly builder?: ImageBuilder;

  /**
   * The path of the Dockerfile within the source. Throws where it leaves the source.
   *
   * @default Dockerfile
   */
  readonly dockerfile?: string;

  /**
   * The folder within the source that the build sees; for Earthly, that of the Earthfile. Throws where it leaves the
   * source.
   *
   * @default - the whole source
   */
  readonly context?: string;

  /**
   * The stage of the Dockerfile that becomes the image. Throws where it is no stage's name.
   *
   * @default - the last one
   */
  readonly target?: string;

  /**
   * Values for `ARG`. They end up in the history of the image: throws for a name and for a value that look like those of
   * a secret.
   *
   * @default - none
   */
  readonly buildArgs?: Record<string, string>;

  /**
   * Secrets for `RUN --mount=type=secret,id=...`, by their ids. Throws for an id that no mount takes.
   *
   * @see https://docs.docker.com/build/building/secrets/
   * @default - none
   */
  readonly secrets?: Record<string, BuildSecret>;

  /**
   * Labels of the image. `org.opencontainers.image.revision` and `.source` are there already; `.created` is not, since
   * the same source would then never give the same image. Throws for a value that looks like a secret.
   *
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   * @default - the revision and the source
   */
  readonly labels?: Record<string, string>;

  /**
   * The tags of the image. Throws for one that the repository visibly keeps from moving although it has to, and for one
   * that comes twice.
   *
   * @default [ImageTag.commit()]
   */
  readonly tags?: ImageTag[];

  /**
   * Where layers stay from one build to the next.
   *
   * @default - nowhere; each build makes all of them
   */
  readonly cache?: ImageCache;

  /**
   * How much the image's provenance tells. Throws for more than none where the image is for Lambda.
   *
   * @see https://docs.docker.com/build/metadata/attestations/slsa-provenance/
   * @default ImageProvenance.MIN
   */
  readonly provenance?: ImageProvenance;

  /**
   * Whether the image comes with the list of its packages. Throws for `true` where the image is for Lambda.
   *
   * @see https://docs.docker.com/build/metadata/attestations/sbom/
   * @default true
   */
  readonly sbom?: boolean;

  /**
   * What has to be able to run the image. Throws for Lambda with more than one platform.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
   * @default ImageCompatibility.OCI
   */
  readonly compatibility?: ImageCompatibility;
}
