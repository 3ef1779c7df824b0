import { type Duration } from 'aws-cdk-lib';
import { type ImageRegistry } from '../base-image/image-registry';
import { type LocalDockerfileOptions } from '../base-image/local-dockerfile-options';
import { type RegistryMirror } from '../base-image/registry-mirror';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { type RebuildOptions } from '../build-input/rebuild-options';
import { type WorkflowCache } from '../github/workflow-cache';
import { type ImageTests } from '../testing/image-tests';

/**
 * Options of a `PublishPipeline`. They are text of a file, so they throw for a token. `secrets` are variables of the CI system, by
 * `BuildSecret.fromCiVariable()`. Several platforms in an environment of Bitbucket require `emulation`, because only one step of a
 * pipeline can be in it. Without attestations, several platforms that are built side by side throw if the role may not pull, which
 * joining such images requires.
 */
export interface PublishPipelineOptions extends BuildInputOptions, LocalDockerfileOptions {
  /**
   * The name of the ECR repository for the image. Throws if the role may not push to it.
   *
   * @default - the repository that the role pushes to. Throws if there are several
   */
  readonly repositoryName?: string;

  /**
   * The GitLab project that the file is for, as `group/project`, or the UUID of the Bitbucket repository. Throws if the role does
   * not trust it.
   *
   * @default - the one that the role trusts, or all if it trusts them in the same way. Otherwise throws if there are several
   */
  readonly project?: string;

  /**
   * The name of the deployment environment in Bitbucket that the step is in. Required if the role trusts steps with an environment
   * only, because the role knows its UUID only. Throws for GitLab, since AWS reads no environment of its tokens.
   *
   * @default - none
   */
  readonly environment?: string;

  /**
   * The branches whose pushes start the pipeline, in Bitbucket. Throws for GitLab, because the role trusts specific refs there.
   *
   * @default - none. Without `gitTags` too, a user starts the pipeline manually
   */
  readonly branches?: string[];

  /**
   * The Git tags whose pushes start the pipeline, in Bitbucket, with `*` for any text: `v*`. Throws for GitLab, because the role
   * trusts specific refs there.
   *
   * @default - none
   */
  readonly gitTags?: string[];

  /**
   * Tests that run before the image is pushed, in this order, on the machine of each platform, in `jobImage`. If one fails, nothing is
   * pushed. The CI system shows the results in files of JUnit. The commands have neither the credentials of the role nor the `secrets`
   * in their environment. Throws for an empty list, for a token in a command, and for a report that is not of JUnit.
   *
   * @default - none
   */
  readonly tests?: ImageTests[];

  /**
   * When the newest release is built again if its base images are newer, under a tag such as `1.2.3-20261130`. The schedule itself is
   * not in the file: the comment at its head has the command that creates it. Throws without `ImageTag.semanticVersion()`, without
   * provenance, and if the role may not list the tags of the repository and pull from it. Throws for a role that trusts no branch, for
   * a schedule that GitLab does not have, and for Bitbucket.
   *
   * @see https://docs.gitlab.com/ci/pipelines/schedules/
   * @default - releases are never built again
   */
  readonly rebuilds?: RebuildOptions;

  /**
   * The cache for the layers of the last builds. Throws for `WorkflowCache.gitHub()`.
   *
   * @default WorkflowCache.none()
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
   * The image that the jobs run in. It needs a POSIX shell and Docker's client with buildx. It also needs Git, the AWS CLI,
   * Bash, jq, and coreutils and grep of GNU, or the package manager apk, which adds them. Throws if it is not an image.
   *
   * @default public.ecr.aws/docker/library/docker:28.5.2-cli, a mirror of Docker's own image in ECR Public
   */
  readonly jobImage?: string;

  /**
   * The image of the Docker daemon, which GitLab runs as a service of a job. Throws if it is not an image, and for Bitbucket, which
   * has its own.
   *
   * @default public.ecr.aws/docker/library/docker:28.5.2-dind
   */
  readonly daemonImage?: string;

  /**
   * Other registries that the build logs in to, with credentials in variables of the CI system, by
   * `RegistryCredentials.fromCiVariables()`. The registries of the role are logged in to as well. Throws for a registry that is listed
   * twice, and for credentials in Secrets Manager that the role may not read.
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
   * `maxSessionDuration` of the role, or than a job may take.
   *
   * @default - all that the role may deploy to if it pushes to one repository, otherwise none
   */
  readonly services?: string[];

  /**
   * The tag of the GitLab runner to build on, by platform: `{ 'linux/arm64': 'our-arm' }`. Throws for linux/arm64 on a self-managed
   * GitLab if it is missing. Throws for Bitbucket, whose own runners build.
   *
   * @default - `saas-linux-small-amd64` and `saas-linux-small-arm64` on GitLab.com, any runner on a self-managed GitLab
   */
  readonly runners?: Record<string, string>;

  /**
   * The time after which the CI system stops a job that builds. The session of the role is as long. Throws if it is not whole
   * minutes up to 3 hours on GitLab.com, 12 hours on your own runners, or 2 hours in Bitbucket. Throws if it is longer than the
   * `maxSessionDuration` of the role.
   *
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;
}
