import { publicApi } from '../private/boundary/public-api';
import { builderImages } from '../private/oci/builder-images';
import { containerImageRule } from '../private/oci/container-image';
import { earthlyTargetRule, earthlyVersionRule, sha256Rule } from '../private/ci/earthly';
import { type ImagePlatform } from '../private/oci/image-platform';
import { commandRule } from '../build-input/command';
import { refuseIf, validate, validateList } from '../private/validation/validation';

/** The images of the programs that buildx needs. */
export interface BuildxOptions {
  /**
   * The image of BuildKit, which buildx runs. Throws for an image without its registry, and for `latest`. Warns if the
   * image has no digest.
   *
   * @default public.ecr.aws/vend/moby/buildkit:buildx-stable-1, a mirror in ECR Public
   */
  readonly buildKitImage?: string;

  /**
   * The image that writes the list of packages (SBOM). Throws and warns like `buildKitImage`.
   *
   * @default mirror.gcr.io/docker/buildkit-syft-scanner:stable-1, a mirror at Google
   */
  readonly sbomGeneratorImage?: string;

  /**
   * The image that installs QEMU, if platforms are emulated. Throws and warns like `buildKitImage`.
   *
   * @default public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0, which AWS builds
   */
  readonly emulatorImage?: string;
}

/** The target that Earthly builds, and the source of the program. */
export interface EarthlyOptions {
  /**
   * The target of the Earthfile, such as `docker`. It must declare `ARG IMAGE` and end with `SAVE IMAGE --push $IMAGE`.
   * Throws if it is not a valid name of a target.
   */
  readonly target: string;

  /**
   * The version of Earthly. Throws if it is not a version.
   *
   * @default 0.8.16, the last version: Earthly is no longer developed
   */
  readonly version?: string;

  /**
   * The SHA-256 checksum of the program. With it, builds download the program from its release on GitHub. Throws if it is
   * not a checksum.
   *
   * @see https://github.com/earthly/earthly/releases
   * @default - none: a build fails if its image does not contain Earthly
   */
  readonly sha256?: string;

  /**
   * The image of the BuildKit that Earthly runs. Throws for an image without its registry, and for `latest`. Warns if the
   * image has no digest.
   *
   * @default mirror.gcr.io/earthly/buildkitd of the same version, a mirror at Google
   */
  readonly buildKitImage?: string;
}

/** The parts of a project that its builder decides about. @internal */
export interface BoundBuilder {
  readonly kind: 'buildx' | 'earthly' | 'script';
  readonly script?: string[];
  readonly buildKitImage: string;
  readonly sbomGeneratorImage: string;
  readonly emulatorImage: string;
  /** Images that the user chose, by their options. */
  readonly chosen: Record<string, string | undefined>;
  readonly variables: (platform: ImagePlatform) => Record<string, string>;
}

/** The program that builds the image. */
@publicApi
export class ImageBuilder {
  /**
   * Builds with `docker buildx build` and a separate BuildKit.
   *
   * @param options the images of BuildKit and its helpers.
   */
  public static buildx(options: BuildxOptions = {}): ImageBuilder {
    const { buildKitImage, sbomGeneratorImage, emulatorImage } = options;
    const chosen = { buildKitImage, sbomGeneratorImage, emulatorImage };
    validateImages(chosen);
    return new ImageBuilder({
      kind: 'buildx',
      chosen,
      buildKitImage: buildKitImage ?? builderImages.buildKitImage,
      sbomGeneratorImage: sbomGeneratorImage ?? builderImages.sbomGeneratorImage,
      emulatorImage: emulatorImage ?? builderImages.emulatorImage,
      variables: () => ({}),
    });
  }

  /**
   * Builds with `earthly --push +target`, for one platform. The options for attestations, labels, cache, `dockerfile` and
   * `target` require buildx. Write them in the Earthfile instead.
   *
   * @param options the target, and the source of Earthly.
   */
  public static earthly(options: EarthlyOptions): ImageBuilder {
    const { target, version = '0.8.16', sha256, buildKitImage } = options;
    validate('target', target, earthlyTargetRule);
    validate('version', version, earthlyVersionRule);
    if (sha256 !== undefined) validate('sha256', sha256, sha256Rule);
    validateImages({ buildKitImage });
    const image = buildKitImage ?? `mirror.gcr.io/earthly/buildkitd:v${version}`;
    return new ImageBuilder({
      ...builderImages,
      kind: 'earthly',
      chosen: { buildKitImage },
      variables: (platform) => ({
        EARTHLY_TARGET: target,
        EARTHLY_BUILDKIT_IMAGE: image,
        ...(sha256 !== undefined && {
          EARTHLY_URL: `https://github.com/earthly/earthly/releases/download/v${version}/earthly-${platform.replace('/', '-')}`,
          EARTHLY_SHA256: sha256,
        }),
      }),
    });
  }

  /**
   * Builds with your commands, for one platform. They run in Bash, stop at the first failure, and are logged in to the
   * registry. They must push to `$IMAGE_URI`. `$IMAGE_PLATFORM` and `$BUILD_CONTEXT` are set. `$BUILD_ARG_00`,
   * `$BUILD_ARG_01` and so on hold the `buildArgs` as `NAME=value`. The commands do not run if the commit already has an
   * image. Never insert a value that others choose. Read it from an environment variable.
   *
   * @param commands lines of Bash. Throws for an empty list, and for a text that looks like a secret.
   */
  public static script(commands: string[]): ImageBuilder {
    validateList('commands', commands);
    commands.forEach((command, index) => {
      refuseIf(`commands[${index}]`, command.trim() === '' ? 'must be a command, got an empty text' : undefined);
      validate(`commands[${index}]`, command, commandRule);
    });
    return new ImageBuilder({
      ...builderImages,
      kind: 'script',
      script: [...commands],
      chosen: {},
      variables: () => ({}),
    });
  }

  private constructor(
    /** @internal */
    public readonly _bound: BoundBuilder,
  ) {}
}

function validateImages(images: Record<string, string | undefined>): void {
  for (const [name, image] of Object.entries(images)) {
    if (image !== undefined) validate(name, image, containerImageRule);
  }
}
