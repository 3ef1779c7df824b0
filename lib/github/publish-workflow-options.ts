import { type Duration } from 'aws-cdk-lib';
import { type ImageRegistry } from '../base-image/image-registry';
import { type LocalDockerfileOptions } from '../base-image/local-dockerfile-options';
import { type RegistryMirror } from '../base-image/registry-mirror';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { type RebuildOptions } from '../build-input/rebuild-options';
import { type ImageTests } from '../testing/image-tests';
import { type WorkflowCache } from './workflow-cache';
import { type WorkflowImageOptions } from './workflow-image-options';

/**
 * Options of a `PublishWorkflow`. They are text of a file, so they throw for a token and for a GitHub expression. Without attestations,
 * several platforms that are built side by side throw if the role may not pull, which joining such images requires.
 */
export interface PublishWorkflowOptions extends BuildInputOptions, LocalDockerfileOptions {
  /**
   * The name of the ECR repository for the image. Throws if the role may not push to it.
   *
   * @default - the repository that the role pushes to. Throws if there are several
   */
  readonly repositoryName?: string;

  /**
   * The images, if the workflow is for several of one source. The other options are for all images that do not replace them. Each
   * has its own jobs. A push to a branch builds only the images that it can change: those with a changed file in their context, in
   * their Dockerfile or in their `paths`. A new branch, a forced push and a run that is started by hand build all. Throws for an
   * empty list, for two with one repository or one name, and with `repositoryName` or `services` for all images.
   *
   * @default - one image
   */
  readonly images?: WorkflowImageOptions[];

  /**
   * Files and folders that all `images` are built from. A push that changes one of them builds all images. Throws without `images`,
   * for a path that leaves the source or that no file can have, and if no push to a branch starts the workflow.
   *
   * @default - none
   */
  readonly paths?: string[];

  /**
   * The GitHub repository that the file is for, as `owner/name`. Throws if the role does not trust it.
   *
   * @default - the one that the role trusts. Throws if there are several
   */
  readonly gitHubRepository?: string;

  /**
   * The environment that the jobs run in. Throws if the role does not trust it.
   *
   * @default - none if the role trusts branches or tags, otherwise the one that it trusts. Throws if there are several
   */
  readonly environment?: string;

  /**
   * The branches whose pushes run a job for an environment. Throws if the role trusts specific branches.
   *
   * @default - none, so that a user starts the workflow manually
   */
  readonly branches?: string[];

  /**
   * Whether a user can also start the workflow by hand, for a ref that the role trusts. Throws if the file is in another GitHub
   * repository than the one that the role trusts, which calls it.
   *
   * @default - only if nothing else starts it
   */
  readonly manual?: boolean;

  /**
   * Whether other workflows of the GitHub repository can also call it, for a ref that the role trusts. The image is the output of
   * the call.
   *
   * @default - only if its file is in another GitHub repository
   */
  readonly callable?: boolean;

  /**
   * Tests that run before the image is pushed, in this order, on the machine of each platform. If one fails, nothing is pushed. The
   * summary of the run shows the results in files of JUnit. The commands have no credentials of the role in their environment. Throws
   * for an empty list, for a GitHub expression in a command, and for a report that is not of JUnit.
   *
   * @default - none
   */
  readonly tests?: ImageTests[];

  /**
   * When the newest release is built again if its base images are newer, under a tag such as `1.2.3-20261130`. GitHub starts the
   * schedule for the default branch, so the role must trust it. Throws without `ImageTag.semanticVersion()`, without provenance,
   * and if the role may not list the tags of the repository and pull from it. Throws for a role that trusts no branch, and if the
   * file is in another GitHub repository.
   *
   * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
   * @default - releases are never built again
   */
  readonly rebuilds?: RebuildOptions;

  /**
   * The cache for the layers of the last builds.
   *
   * @default - WorkflowCache.gitHub(), or none on GitHub Enterprise Server
   */
  readonly cache?: WorkflowCache;

  /**
   * The image of BuildKit, for example from a mirror, preferably with a digest. Throws if it is not an image.
   *
   * @default public.ecr.aws/vend/moby/buildkit:buildx-stable-1, a mirror in ECR Public
   */
  readonly buildKitImage?: string;

  /**
   * The image that writes the list of packages (SBOM). Throws if it is not an image, and if `attestations` is false.
   *
   * @default mirror.gcr.io/docker/buildkit-syft-scanner:stable-1, a mirror at Google
   */
  readonly sbomGeneratorImage?: string;

  /**
   * The image that installs QEMU. Throws if it is not an image, and without `emulation`.
   *
   * @default public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0, which AWS builds
   */
  readonly emulatorImage?: string;

  /**
   * Other registries that the build logs in to, with credentials in GitHub's secrets: `ImageRegistry.gitHub()` uses the token of the
   * run. The registries of the role are logged in to as well. Throws for a registry that is listed twice, and for credentials in Secrets
   * Manager that the role may not read.
   *
   * @default - the registries of the role
   */
  readonly registries?: ImageRegistry[];

  /**
   * Registries that have the images of others, before those of the role. Throws for one that is listed twice, and for a pull-through
   * cache of ECR, which needs rights of the role.
   *
   * @default - the mirrors of the role
   */
  readonly mirrors?: RegistryMirror[];

  /**
   * The ECS services to deploy to, as `cluster/service`, and the Lambda functions by their names. An empty list deploys to none.
   * Throws if the role may not deploy to one. Throws for `EcsDeployment.restart()` if no tag of the image moves. Throws for a Lambda
   * function if the image has attestations or several platforms. Throws for a `timeout` of a deployment that is longer than the
   * `maxSessionDuration` of the role.
   *
   * @default - all that the role may deploy to if it pushes to one repository, otherwise none
   */
  readonly services?: string[];

  /**
   * The label of the runner to build on, by platform: `{ 'linux/arm64': 'our-arm' }`. Throws for GitHub Enterprise Server if one
   * is missing, since it has no hosted runners.
   *
   * @default - `ubuntu-24.04` and `ubuntu-24.04-arm`
   */
  readonly runners?: Record<string, string>;

  /**
   * The time after which GitHub stops a job. The session of the role is as long. If the job also deploys, the timeouts of the
   * deployments are added, up to 6 hours on a runner of GitHub. Throws if it is not whole minutes up to 6 hours, or up to 12 hours if
   * all `runners` are your own. Throws if it is longer than the `maxSessionDuration` of the role.
   *
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * Other versions of the actions, by name: `{ 'actions/checkout': 'v5' }`. A tag can be moved, but a commit with 40 digits cannot.
   * With its release behind a `#`, as in `<commit>#v5.0.0`, the file names the release in a comment.
   *
   * @default - the commits of releases that this version of the library knows
   */
  readonly actionVersions?: Record<string, string>;
}
