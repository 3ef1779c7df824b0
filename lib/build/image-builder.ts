import { publicApi } from '../private/boundary/public-api';
import { containerImageRule } from '../private/oci/container-image';
import { earthlyTargetRule, earthlyVersionRule, sha256Rule } from '../private/ci/earthly';
import { type ImagePlatform } from '../private/oci/image-platform';
import { refuseIf, validate, validateList } from '../private/validation/validation';

/** Where the programs of a build with buildx come from. */
export interface BuildxOptions {
  /**
   * The image of BuildKit, which buildx runs. Throws for one without its registry, and for `latest`; you get a warning
   * where it is not given by its digest.
   *
   * @default public.ecr.aws/vend/moby/buildkit:buildx-stable-1, the mirror of BuildKit's own in ECR Public
   */
  readonly buildKitImage?: string;

  /**
   * The image that writes the list of packages (SBOM). Throws and warns as `buildKitImage`.
   *
   * @default mirror.gcr.io/docker/buildkit-syft-scanner:stable-1, Google's mirror of Docker's own
   */
  readonly sbomGeneratorImage?: string;

  /**
   * The image that installs QEMU, where platforms are emulated. Throws and warns as `buildKitImage`.
   *
   * @default public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0, which AWS builds
   */
  readonly emulatorImage?: string;
}

/** What Earthly builds, and where it comes from. */
export interface EarthlyOptions {
  /**
   * The target of the Earthfile, like `docker`. It takes the image's name as `ARG IMAGE` and ends with
   * `SAVE IMAGE --push $IMAGE`. Throws where it is no target's name.
   */
  readonly target: string;

  /**
   * The version of Earthly. Throws where it is no version.
   *
   * @default 0.8.16, the last one: Earthly itself is no longer developed
   */
  readonly version?: string;

  /**
   * The SHA-256 checksum of the program, which is then fetched from its release on GitHub. Throws where it is none.
   *
   * @see https://github.com/earthly/earthly/releases
   * @default - none: a build fails where Earthly is not in its image already
   */
  readonly sha256?: string;

  /**
   * The image of the BuildKit that Earthly runs. Throws for one without its registry, and for `latest`; you get a warning
   * where it is not given by its digest.
   *
   * @default mirror.gcr.io/earthly/buildkitd of that version, Google's mirror of Earthly's own
   */
  readonly buildKitImage?: string;
}

/** What a builder comes to. @internal */
export interface BoundBuilder {
  readonly kind: 'buildx' | 'earthly' | 'script';
  readonly script?: string[];
  readonly buildKitImage: string;
  readonly sbomGeneratorImage: string;
  readonly emulatorImage: string;
  /** Images that the user chose, by the options that name them. */
  readonly chosen: Record<string, string | undefined>;
  readonly variables: (platform: ImagePlatform) => Record<string, string>;
}

const defaults = {
  buildKitImage: 'public.ecr.aws/vend/moby/buildkit:buildx-stable-1',
  sbomGeneratorImage: 'mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
  emulatorImage: 'public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0',
};

/** What builds the image. */
@publicApi
export class ImageBuilder {
  /**
   * `docker buildx build`, with a BuildKit of its own.
   *
   * @param options where BuildKit and its helpers come from.
   */
  public static buildx(options: BuildxOptions = {}): ImageBuilder {
    const { buildKitImage, sbomGeneratorImage, emulatorImage } = options;
    const chosen = { buildKitImage, sbomGeneratorImage, emulatorImage };
    validateImages(chosen);
    return new ImageBuilder({
      kind: 'buildx',
      chosen,
      buildKitImage: buildKitImage ?? defaults.buildKitImage,
      sbomGeneratorImage: sbomGeneratorImage ?? defaults.sbomGeneratorImage,
      emulatorImage: emulatorImage ?? defaults.emulatorImage,
      variables: () => ({}),
    });
  }

  /**
   * `earthly --push +target`, for one platform. Attestations, labels, a cache, `dockerfile` and `target` are those of
   * buildx; here the Earthfile says them.
   *
   * @param options the target, and where Earthly comes from.
   */
  public static earthly(options: EarthlyOptions): ImageBuilder {
    const { target, version = '0.8.16', sha256, buildKitImage } = options;
    validate('target', target, earthlyTargetRule);
    validate('version', version, earthlyVersionRule);
    if (sha256 !== undefined) validate('sha256', sha256, sha256Rule);
    validateImages({ buildKitImage });
    const image = buildKitImage ?? `mirror.gcr.io/earthly/buildkitd:v${version}`;
    return new ImageBuilder({
      ...defaults,
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
   * Commands of your own, for one platform. They run in Bash, end at the first failure, and are logged in. They push to
   * `$IMAGE_URI`; `$IMAGE_PLATFORM`, `$BUILD_CONTEXT` and the values of `buildArgs` as `$BUILD_ARG_0` and on are there
   * too. They don't run for a commit that has its image already. Never put a value into them that others choose: take it
   * as an environment variable.
   *
   * @param commands lines of Bash. Throws where there are none.
   */
  public static script(commands: string[]): ImageBuilder {
    validateList('commands', commands);
    commands.forEach((command, index) => {
      refuseIf(`commands[${index}]`, command.trim() === '' ? 'must be a command, got an empty text' : undefined);
    });
    return new ImageBuilder({ ...defaults, kind: 'script', script: [...commands], chosen: {}, variables: () => ({}) });
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
