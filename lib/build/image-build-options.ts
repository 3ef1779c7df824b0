import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type BaseImageOptions } from '../base-image/base-image-options';
import { type ImageCompatibility, type ImageProvenance } from './attestations';
import { type BuildSecret } from './build-secret';
import { type ImageBuilder } from './image-builder';
import { type ImageCache } from './image-cache';
import { type ImageTag } from '../naming/image-tag';

/** The sources of an image, how it is built, and its tags. */
export interface ImageBuildOptions extends BaseImageOptions {
  /**
   * The platforms of the image: `Platform.LINUX_AMD64`, `Platform.LINUX_ARM64` or both. A machine of the same platform
   * builds each. With both, a batch builds them in parallel and joins them in one index. Throws for another platform,
   * and for one that is listed twice.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build.html
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * Whether one machine, of the first platform, builds all platforms. It emulates the others, which is much slower.
   * Throws with one platform.
   *
   * @default false
   */
  readonly emulation?: boolean;

  /**
   * The program that builds the image. Throws for Earthly and for a script with more than one platform.
   *
   * @default ImageBuilder.buildx()
   */
  readonly builder?: ImageBuilder;

  /**
   * The path of the Dockerfile in the source. Throws for a path that leaves the source.
   *
   * @default Dockerfile
   */
  readonly dockerfile?: string;

  /**
   * The folder of the source that the build can read. For Earthly, the folder of the Earthfile. Throws for a path that
   * leaves the source.
   *
   * @default - the whole source
   */
  readonly context?: string;

  /**
   * The stage of the Dockerfile that becomes the image. Throws if it is not a valid name of a stage.
   *
   * @default - the last stage
   */
  readonly target?: string;

  /**
   * Values for `ARG`. Anyone who can pull the image can read them in its history. Throws for a name or a value that looks
   * like a secret.
   *
   * @default - none
   */
  readonly buildArgs?: Record<string, string>;

  /**
   * Secrets for `RUN --mount=type=secret,id=...`, by their ids. Throws for an id that no mount accepts.
   *
   * @see https://docs.docker.com/build/building/secrets/
   * @default - none
   */
  readonly secrets?: Record<string, BuildSecret>;

  /**
   * Labels of the image. `org.opencontainers.image.revision` and `.source` are always set. `.created` is not, because
   * the same source would then give another image at each build. Throws for a value that looks like a secret.
   *
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   * @default - the revision and the source
   */
  readonly labels?: Record<string, string>;

  /**
   * The tags of the image. Throws for a tag that must move if the repository keeps it immutable, and for a tag that is
   * listed twice.
   *
   * @default [ImageTag.commit()]
   */
  readonly tags?: ImageTag[];

  /**
   * The cache that keeps layers from one build to the next.
   *
   * @default - no cache: each build makes all layers
   */
  readonly cache?: ImageCache;

  /**
   * How much the provenance of the image records. Throws for anything except `NONE` if the image is for Lambda.
   *
   * @see https://docs.docker.com/build/metadata/attestations/slsa-provenance/
   * @default ImageProvenance.MIN
   */
  readonly provenance?: ImageProvenance;

  /**
   * Whether the image has a list of its packages (SBOM). Throws for `true` if the image is for Lambda.
   *
   * @see https://docs.docker.com/build/metadata/attestations/sbom/
   * @default true
   */
  readonly sbom?: boolean;

  /**
   * The services that must be able to run the image. Throws for Lambda with more than one platform.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
   * @default ImageCompatibility.OCI
   */
  readonly compatibility?: ImageCompatibility;
}
