import { type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type ILogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ImageTests } from '../testing/image-tests';
import { type ImageSource } from './source/image-source';
import { type PullRequestApproval, type PullRequestApprover } from './source/pull-request-policy';

/** Properties of an `ImageCheckProject`. */
export interface ImageCheckProjectProps {
  /**
   * The source of the pull requests: GitHub or GitLab, with their target `branches`. Its `actorIds` and `paths` apply to
   * pull requests as well. An `ImageBuildProject` may use the same source. Throws for another kind of source, and for a
   * source without branches.
   */
  readonly source: ImageSource;

  /**
   * The commands that run in the source of the pull request, in bash. The first command that fails ends the check. In a
   * privileged project, `$IMAGE` is the name of the image. Throws for an empty list. Throws if the project
   * has no tests, is not privileged and has no commands.
   *
   * @default - none: the check only builds the image
   */
  readonly commands?: string[];

  /**
   * Tests with reports, after the commands and in this order. Each report has a report group of the project, and the code of a pull
   * request can write any result into it. Throws for an empty list. Throws for tests of a stage or of the image if the project is
   * not privileged.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html
   * @default - none
   */
  readonly tests?: ImageTests[];

  /**
   * Whether Docker builds the image. The code of a pull request then runs on a privileged machine, which is deleted after
   * the build.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Which pull requests wait for the comment `/codebuild_run(COMMIT)` of an approver. Throws for any other value, such as
   * `DISABLED`.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
   * @default PullRequestApproval.ALL_PULL_REQUESTS
   */
  readonly approval?: PullRequestApproval;

  /**
   * The roles that can approve a check. Their own pull requests are checked without approval. Throws for roles that can
   * only read, and for roles of another host than the source.
   *
   * @default - all roles that may write to the repository
   */
  readonly approvers?: PullRequestApprover[];

  /**
   * The platform of the image, `Platform.LINUX_AMD64` or `Platform.LINUX_ARM64`. A machine of the same platform builds it.
   * Throws for another platform, and for more than one.
   *
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * The path of the Dockerfile in the source. Throws for a path that leaves the source, and if no image is built.
   *
   * @default - `Dockerfile` in the context
   */
  readonly dockerfile?: string;

  /**
   * The folder of the source that the image is built from. Throws for a path that leaves the source, and if no image is
   * built.
   *
   * @default - the whole source
   */
  readonly context?: string;

  /**
   * The stage of the Dockerfile that becomes the image. Throws if it is not a valid name of a stage, and if no image is built.
   *
   * @default - the last stage
   */
  readonly target?: string;

  /**
   * Values for `ARG`. Throws for a name or a value that looks like a secret, and if no image is built.
   *
   * @default - none
   */
  readonly buildArgs?: Record<string, string>;

  /**
   * Commands before the image is built, in bash, such as those that generate its files. Throws for an empty list, and if no image is
   * built: then use `commands`.
   *
   * @default - none
   */
  readonly commandsBeforeBuild?: string[];

  /**
   * Environment variables of the commands and of the tests. Throws for a name that the check itself, the system or CodeBuild uses, and
   * for a name or a value that looks like a secret.
   *
   * @default - none
   */
  readonly environmentVariables?: Record<string, string>;

  /**
   * Whether the check has the submodules of the source, and those in them. They must be public, or the connection must be allowed to
   * read them.
   *
   * @see https://git-scm.com/book/en/v2/Git-Tools-Submodules
   * @default - false, or what the source says
   */
  readonly submodules?: boolean;

  /**
   * Whether the check has the large files of Git LFS, instead of pointers to them.
   *
   * @see https://git-lfs.com
   * @default false
   */
  readonly lfs?: boolean;

  /**
   * Files that the commands and the tests write, such as `coverage/**`. A check that succeeds keeps them in `artifactBucket`, and fails
   * if one is missing. The code of a pull request can write any file there, so use a bucket that nothing else trusts. Throws for a path
   * that leaves the source.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.artifacts
   * @default - none
   */
  readonly artifacts?: string[];

  /**
   * The bucket for the `artifacts`. Each check has a ZIP file there, in a folder with the name of the project. Throws without
   * `artifacts`.
   *
   * @default - none. Throws if there are `artifacts`
   */
  readonly artifactBucket?: IBucket;

  /**
   * The ECR repositories of images that the Dockerfile starts from, in any account and Region. The check logs in to their
   * registries, and may pull them and nothing else. So can the code of a pull request. A repository of another account must allow the
   * role as well (`allowPull`). Throws for a repository of another partition, for one that is listed twice, and if no image is built.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-pull-iam.html
   * @default - none: the check pulls public images only
   */
  readonly baseImages?: IRepository[];

  /**
   * The name of the project. Throws for a name that CodeBuild does not accept.
   *
   * @default - made from the construct's path
   */
  readonly projectName?: string;

  /**
   * The size of the machine. Throws for Lambda compute and for a type that only a fleet has.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
   * @default ComputeType.SMALL
   */
  readonly computeType?: ComputeType;

  /**
   * How long a check may take, from 5 minutes to 36 hours. Throws for any other duration.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * How many checks may run at the same time. Throws below 1.
   *
   * @default - as many as the quota of the account allows
   */
  readonly concurrentBuildLimit?: number;

  /**
   * The key of the project. It encrypts the logs without a `logGroup`. The policy of an imported key must allow CloudWatch Logs to use it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a new key for this project, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * The log group that exists already, such as the one that CodeBuild created for a project with the same name. Nothing of it is
   * changed: neither its key nor how long it retains logs. Throws for a group of another account, Region or partition, for a name
   * with a wildcard, and with `logRetention`.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CloudWatchLogsConfig.html
   * @default - a new log group `/aws/codebuild/` and the name of the project, which must not exist
   */
  readonly logGroup?: ILogGroup;

  /**
   * How long the logs are retained. Throws with `logGroup`.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether the logs and the key of the project are retained when the project is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
