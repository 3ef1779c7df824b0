import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type ImageTag } from '../naming/image-tag';
import { type ImageCompatibility, type ImageProvenance } from './attestations';
import { type BuildSecret } from './build-secret';

/**
 * The inputs of an image, and its tags. CodeBuild projects and workflows of CI systems have these options in common, so that one
 * description of a build fits both.
 */
export interface BuildInputOptions {
  /**
   * The platforms of the image: `Platform.LINUX_AMD64`, `Platform.LINUX_ARM64` or both. A machine of the same platform
   * builds each, and both are joined in one index. Throws for another platform.
   *
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * Whether one machine builds all platforms. It emulates the others, which is much slower.
   *
   * @default false
   */
  readonly emulation?: boolean;

  /**
   * The path of the Dockerfile in the source. Throws for a path that leaves the source.
   *
   * @default - `Dockerfile` in the context
   */
  readonly dockerfile?: string;

  /**
   * The folder of the source that the build can read. Throws for a path that leaves the source.
   *
   * @default - the whole source
   */
  readonly context?: string;

  /**
   * The folder of the source on the machine that synthesizes, relative to the folder that the app runs in. Throws if it does not have
   * the context, the Dockerfile or one of the `paths`. A path is matched by its exact name, without wildcards. The context and the
   * Dockerfile are not checked with `commandsBeforeBuild`, which may write them. Files of submodules are not checked.
   *
   * @default - no folder is read at synth, and a path that matches nothing is not found
   */
  readonly localSource?: string;

  /**
   * Whether the build has the submodules of the source, and those in them. The CI system must be able to read them: by default it has
   * access to public repositories, and to those that it gives its own credentials for. Throws for a source without Git.
   *
   * @see https://git-scm.com/book/en/v2/Git-Tools-Submodules
   * @default - false, or what the source says
   */
  readonly submodules?: boolean;

  /**
   * Whether the build has the large files of Git LFS, instead of pointers to them. Throws for a source without Git.
   *
   * @see https://git-lfs.com
   * @default - false. A runner of GitLab fetches them unless it is false
   */
  readonly lfs?: boolean;

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
   * Secrets for `RUN --mount=type=secret,id=...`, by their ids. Throws for an id that no mount accepts, and for a secret that
   * the system cannot read.
   *
   * @see https://docs.docker.com/build/building/secrets/
   * @default - none
   */
  readonly secrets?: Record<string, BuildSecret>;

  /**
   * Labels of the image. `org.opencontainers.image.revision` and `.source` are always set. `.created` is not, because
   * the same source would then give another image at each build. Throws for a key that is not valid, and for a value that
   * looks like a secret or has several lines.
   *
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   * @default - the revision and the source
   */
  readonly labels?: Record<string, string>;

  /**
   * Environment variables of the build program and of your commands, such as `SOURCE_DATE_EPOCH`. Throws for a name that
   * the build itself, the system or the CI system uses, and for a name or a value that looks like a secret.
   *
   * @default - none
   */
  readonly environmentVariables?: Record<string, string>;

  /**
   * The tags of the image. Throws for a tag that must move if the repository keeps it immutable, and for a tag that is
   * listed twice.
   *
   * @default [ImageTag.commit()]
   */
  readonly tags?: ImageTag[];

  /**
   * Whether each build looks for newer base images under the tags of `FROM`, even if the builder has them already.
   *
   * @see https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often
   * @default false
   */
  readonly alwaysPull?: boolean;

  /**
   * Whether each build makes all layers again. Throws with a cache, which would not be read.
   *
   * @default false
   */
  readonly noCache?: boolean;

  /**
   * Whether the image has provenance and a list of its packages (SBOM). `false` is short for `ImageProvenance.NONE` and
   * `sbom: false`, and throws if one of them says otherwise. `true` throws if the image is for Lambda.
   *
   * @see https://docs.docker.com/build/metadata/attestations/
   * @default true
   */
  readonly attestations?: boolean;

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

  /**
   * Commands that run before an image is built, in the folder of the source, such as `make generate`. They run in Bash and
   * stop at the first failure. If the commit already has its image, they do not run. With several platforms, they run on the
   * machine of each. Throws for an empty command, and for one that looks as if it held a secret.
   *
   * @default - none
   */
  readonly commandsBeforeBuild?: string[];

  /**
   * Files that `commandsBeforeBuild` and tests write, as paths in the source, which the system keeps with the run. `*` matches any text
   * without a slash, and `**` matches folders. They are collected before the push, on each machine that builds. There are none if the
   * commit already has its image. A build whose file is missing fails. Throws for an empty list, for a path that leaves the source, and
   * if the system cannot keep files.
   *
   * @default - none
   */
  readonly artifacts?: string[];

  /**
   * Commands that run once the image and its tags are in the repository, and before it is deployed. They read `$IMAGE_URI`
   * (with the first tag), `$IMAGE_URI_BY_DIGEST`, `$IMAGE_DIGEST`, `$IMAGE_TAG`, `$IMAGE_TAGS` and `$IMAGE_REVISION`. They
   * run in each run, also if the commit already had its image, so write commands that may run twice. Throws like
   * `commandsBeforeBuild`.
   *
   * @default - none
   */
  readonly commandsAfterPush?: string[];
}
