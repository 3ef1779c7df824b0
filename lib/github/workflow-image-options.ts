import { type Duration } from 'aws-cdk-lib';
import { type LocalDockerfileOptions } from '../base-image/local-dockerfile-options';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { type RebuildOptions } from '../build-input/rebuild-options';
import { type ImageTests } from '../testing/image-tests';
import { type WorkflowCache } from './workflow-cache';

/** One image of a `PublishWorkflow` for several. Its options replace those that all images share. */
export interface WorkflowImageOptions extends BuildInputOptions, LocalDockerfileOptions {
  /**
   * The name of the ECR repository for the image. Throws if the role may not push to it, and for a repository that another image
   * has too.
   *
   * @default - the repository that the role pushes to. Throws if there are several
   */
  readonly repositoryName?: string;

  /**
   * The name of the image, which is a part of the names of its jobs and outputs. Throws for characters except letters, digits, `-`
   * and `_`, and for a name that another image has too.
   *
   * @default - the last part of the repository's name. Throws if synth does not know it
   */
  readonly name?: string;

  /**
   * Files and folders that the image is built from, in addition to its context, its Dockerfile and the shared `paths`. With them,
   * a context that is the whole source does not count. Throws for a path that leaves the source or that no file can have, and if no
   * push to a branch starts the workflow.
   *
   * @default - its context, its Dockerfile and the shared `paths`
   */
  readonly paths?: string[];

  /**
   * The start of the Git tags of this image, such as `web-` for `web-v1.2.3`. Its version has no prefix. A Git tag with the prefix
   * of an image builds no other image. Throws if no Git tag that starts the workflow can have it.
   *
   * @default - every Git tag without the prefix of another image builds the image
   */
  readonly tagPrefix?: string;

  /**
   * Tests that run before the image is pushed, as in `PublishWorkflowOptions`.
   *
   * @default - the tests of all images
   */
  readonly tests?: ImageTests[];

  /**
   * When the newest release of the image is built again, as in `PublishWorkflowOptions`.
   *
   * @default - the schedule of all images
   */
  readonly rebuilds?: RebuildOptions;

  /**
   * The cache for the layers of the last builds. Each image has its own part of it.
   *
   * @default - the cache of all images
   */
  readonly cache?: WorkflowCache;

  /**
   * The ECS services to deploy to, as `cluster/service`, and the Lambda functions by their names. Throws for one that another image
   * is deployed to as well, and like `services` in `PublishWorkflowOptions`.
   *
   * @default - all that the role may deploy to if it pushes to one repository, otherwise none
   */
  readonly services?: string[];

  /**
   * The time after which GitHub stops a job of the image, as in `PublishWorkflowOptions`.
   *
   * @default - the time for all images
   */
  readonly timeout?: Duration;
}
