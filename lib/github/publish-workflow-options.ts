import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type ImageTag } from '../naming/image-tag';
import { type WorkflowCache } from './workflow-cache';

/** What a workflow builds, and how. */
export interface PublishWorkflowOptions {
  /**
   * The name of the ECR repository that takes the image. Throws where the role may not push to it.
   *
   * @default - the one that the role pushes to. Throws where there are several
   */
  readonly repositoryName?: string;

  /**
   * The GitHub repository that the file is for, as `owner/name`. Throws where the role does not trust it.
   *
   * @default - the one that the role trusts. Throws where there are several
   */
  readonly gitHubRepository?: string;

  /**
   * The environment that the jobs run in. Throws where the role does not trust it.
   *
   * @default - none, where the role trusts branches or tags; else the one that it trusts. Throws where there are several
   */
  readonly environment?: string;

  /**
   * The branches whose pushes run a job for an environment. Throws where the role's trust tells the branches.
   *
   * @default - none: somebody starts it by hand
   */
  readonly branches?: string[];

  /**
   * What to build for. Several are built side by side, each on a machine of its own kind, and joined under one digest.
   *
   * @default [Platform.LINUX_AMD64]
   */
  readonly platforms?: Platform[];

  /**
   * Whether one amd64 machine builds for all platforms, by emulation: it is slower, and takes no arm64 machine.
   *
   * @default false
   */
  readonly emulation?: boolean;

  /**
   * The tags of the image. Throws for a tag that has to move if the repository does not let it, for a tag that is listed
   * twice, and for a token.
   *
   * @default [ImageTag.commit()]
   */
  readonly tags?: ImageTag[];

  /**
   * Where the layers of the last builds are kept.
   *
   * @default WorkflowCache.gitHub(), and none on GitHub Enterprise Server
   */
  readonly cache?: WorkflowCache;

  /**
   * Whether the image comes with its provenance and its software bill of materials. Lambda takes only images without.
   * Throws for false with several native platforms where the role may not pull: to join such images takes it.
   *
   * @default true
   */
  readonly attestations?: boolean;

  /**
   * The folder to build from, within the source. Throws for a path out of it.
   *
   * @default .
   */
  readonly context?: string;

  /**
   * The Dockerfile, within the source. Throws for a path out of it.
   *
   * @default - `Dockerfile` in the context
   */
  readonly dockerfile?: string;

  /**
   * The stage of the Dockerfile to build. Throws where it is no name of one.
   *
   * @default - the last
   */
  readonly target?: string;

  /**
   * Labels of the image, by OCI's annotation keys. Throws for a key that is none, a value of several lines, one that
   * looks like a secret, one that only the deploy knows, and one with an expression of GitHub's in it.
   *
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   * @default - the revision and the source
   */
  readonly labels?: Record<string, string>;

  /**
   * The image of BuildKit, by digest best, as of a mirror. Throws where it is no image.
   *
   * @default - the one that docker/setup-buildx-action takes
   */
  readonly buildkitImage?: string;

  /**
   * The ECS services to deploy to, as `cluster/service`; an empty list for none. Throws where the role may not deploy to
   * one.
   *
   * @default - all that the role may deploy to, where it pushes to one repository; else none
   */
  readonly services?: string[];

  /**
   * The label of the machine to build on, by platform: `{ 'linux/arm64': 'our-arm' }`. Throws on GitHub Enterprise Server
   * where one is missing: it has none of its own.
   *
   * @default - `ubuntu-24.04` and `ubuntu-24.04-arm`
   */
  readonly runners?: Record<string, string>;

  /**
   * Other versions of the actions, by name: `{ 'actions/checkout': 'v5' }`. A commit's 40 digits can't be moved, a tag can.
   *
   * @default - the commits of releases that were known when this version of the library was written
   */
  readonly actionVersions?: Record<string, string>;
}
