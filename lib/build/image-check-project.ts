import { Duration, Names, RemovalPolicy } from 'aws-cdk-lib';
import { BuildSpec, type CfnProject, ComputeType, Project } from 'aws-cdk-lib/aws-codebuild';
import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type ImagePlatform, imagePlatform } from '../private/oci/image-platform';
import { projectNameRule } from '../private/aws/project-name';
import { sourcePathRule } from '../private/git/source-path';
import { type Problem, quote, refuseIf, validate, validateEach } from '../private/validation/validation';
import { computeTypeRule } from './build-compute';
import { buildImageFor } from './build-image';
import { buildLimits } from './build-limits';
import { BuildLogs } from './build-logs';
import { BuildRole } from './build-role';
import { plainText } from './build-variables';
import { buildForCheck } from './buildspec/commands';
import { type Buildspec } from './image-buildspec';
import { type ImageSource } from './source/image-source';
import { type PullRequestApproval, type PullRequestApprover } from './source/pull-request-policy';
import { acknowledgeSource } from './source/source-findings';

/** Properties of an `ImageCheckProject`. */
export interface ImageCheckProjectProps {
  /**
   * Where the pull requests come from: GitHub or GitLab, with the `branches` that they go into; its `actorIds` and
   * `paths` hold for pull requests, too. It may be that of an `ImageBuildProject`. Throws for another source, and for
   * one without branches.
   */
  readonly source: ImageSource;

  /**
   * What runs in the source of the pull request, in bash: one command each, and the first that fails ends the check.
   * Where the project is privileged, the image is there by the name in `$IMAGE`. Throws for an empty list, and without
   * it where the project is not privileged.
   *
   * @default - the image is built, and nothing else
   */
  readonly commands?: string[];

  /**
   * Whether the image is built, by Docker. Code of a pull request then runs on a privileged machine; it is thrown away
   * with the build.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Which pull requests wait for the comment `/codebuild_run(COMMIT)` of an approver. Throws for anything else, as
   * `DISABLED` is.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
   * @default PullRequestApproval.ALL_PULL_REQUESTS
   */
  readonly approval?: PullRequestApproval;

  /**
   * Whose comment counts, and whose own pull requests are checked at once. Throws for roles that can only read, and for
   * those of another host than the source's.
   *
   * @default - everybody who may write to the repository
   */
  readonly approvers?: PullRequestApprover[];

  /**
   * What the image runs on; built on a machine of that kind. One of `Platform.LINUX_AMD64` and `Platform.LINUX_ARM64`.
   * Throws for another, and for more than one.
   *
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * The path of the Dockerfile within the source. Throws where it leaves the source, and where no image is built.
   *
   * @default Dockerfile
   */
  readonly dockerfile?: string;

  /**
   * The folder within the source that the image is built from. Throws where it leaves the source, and where no image is
   * built.
   *
   * @default - the whole source
   */
  readonly context?: string;

  /**
   * The name of the project. Throws where CodeBuild would refuse it.
   *
   * @default - made from the construct's path
   */
  readonly projectName?: string;

  /**
   * The size of the machine. Throws for Lambda compute and for a size that only a fleet has.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
   * @default ComputeType.SMALL
   */
  readonly computeType?: ComputeType;

  /**
   * How long a check may take, from 5 minutes to 36 hours. Throws outside of that.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * How many checks may run at the same time. Throws below 1.
   *
   * @default - as many as the account may
   */
  readonly concurrentBuildLimit?: number;

  /**
   * The key that logs are encrypted with. An imported key has to allow CloudWatch Logs itself.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a key of the project's own, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * How long the logs stay.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * What becomes of the logs and the project's own key when the project leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A CodeBuild project that checks pull requests, with a role that reads the source and writes logs: it pushes no image,
 * logs in to no registry, holds no secret and shares no cache with anybody.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
 */
@publicApi
export class ImageCheckProject extends Construct {
  /** The project: its events, metrics and notifications. */
  public readonly project: Project;

  public constructor(scope: Construct, id: string, props: ImageCheckProjectProps) {
    super(scope, id);
    validateCheck(props);
    const { source: imageSource, privileged = false, commands = [], approval, approvers } = props;
    const platform = imagePlatform(props.platforms);
    const limits = buildLimits({ ...props, timeout: props.timeout ?? Duration.minutes(30) });
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const source = imageSource._bindPullRequests(this, { approval, approvers });
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    });
    const access = new BuildRole(this, 'Access', {
      projectName,
      statements: [logs.writeStatement, ...source.statements],
      pushes: false,
    });
    this.project = new Project(this, 'Project', {
      projectName,
      description: 'Checks pull requests and pushes nothing',
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: BuildSpec.fromObjectToYaml({ ...renderCheckBuildspec(commands, privileged) }),
      environment: {
        buildImage: buildImageFor(platform),
        computeType: props.computeType ?? ComputeType.SMALL,
        privileged,
      },
      environmentVariables: privileged ? imageVariables(props, platform) : undefined,
      ...limits,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies);
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2's own way would let the role use the key
    acknowledgeSource(resource);
  }
}

function validateCheck(props: ImageCheckProjectProps): void {
  const { commands, privileged = false, dockerfile, context, projectName, computeType } = props;
  if (commands !== undefined) validateEach('commands', commands, commandProblem);
  refuseIf('commands', !commands && !privileged ? nothingToRun : undefined);
  if (dockerfile !== undefined) validate('dockerfile', dockerfile, sourcePathRule);
  if (context !== undefined) validate('context', context, sourcePathRule);
  refuseIf('dockerfile', unusedProblem(dockerfile, privileged));
  refuseIf('context', unusedProblem(context, privileged));
  if (projectName !== undefined) validate('projectName', projectName, projectNameRule);
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
}

function commandProblem(value: unknown): Problem {
  return typeof value === 'string' && value.trim() !== '' ? undefined : `must be a command, got ${quote(value)}`;
}

const nothingToRun =
  'must list what to run, got nothing; without `privileged: true` there is no Docker to build the image with';

function unusedProblem(path: string | undefined, privileged: boolean): Problem {
  if (path === undefined || privileged) return undefined;
  return 'must be left out where no image is built; set `privileged` to true to build it';
}

/** The image is built if Docker runs, then the commands run. The first that fails ends the check. */
export function renderCheckBuildspec(commands: readonly string[], buildsImage: boolean): Buildspec {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: { build: { commands: [...(buildsImage ? [buildForCheck] : []), ...commands] } },
  };
}

function imageVariables({ dockerfile = 'Dockerfile', context = '.' }: ImageCheckProjectProps, platform: ImagePlatform) {
  return plainText({
    IMAGE: 'checked-image',
    IMAGE_PLATFORM: platform,
    DOCKERFILE: dockerfile,
    BUILD_CONTEXT: context,
  });
}
