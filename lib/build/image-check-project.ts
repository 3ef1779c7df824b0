import { Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BuildSpec, type CfnProject, ComputeType, Project } from 'aws-cdk-lib/aws-codebuild';
import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type ImagePlatform, imagePlatform } from '../private/oci/image-platform';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { projectNameRule } from '../private/aws/project-name';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { sourcePathRule } from '../private/git/source-path';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { validateCommands } from '../build-input/command';
import { dockerfileOf } from '../build-input/validate-inputs';
import { computeTypeRule } from './build-compute';
import { buildImageFor } from './build-image';
import { buildLimits } from './build-limits';
import { BuildLogs } from './build-logs';
import { baseImageVariables } from './base-image-variables';
import { BuildRole } from './build-role';
import { plainText } from './build-variables';
import { buildForCheck, logInForCheck } from './buildspec/commands';
import { type Buildspec } from './image-buildspec';
import { type ImageSource } from './source/image-source';
import { type PullRequestApproval, type PullRequestApprover } from './source/pull-request-policy';
import { acknowledgeSource } from './source/source-findings';

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
   * privileged project, `$IMAGE` is the name of the image. Throws for an empty list. Throws if it is not set and the
   * project is not privileged.
   *
   * @default - none: the check only builds the image
   */
  readonly commands?: string[];

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
   * The key that encrypts the logs. The policy of an imported key must allow CloudWatch Logs to use it.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a new key for this project, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * How long the logs are retained.
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

/**
 * A CodeBuild project that checks pull requests. Its role can only read the source and write logs. The project does not
 * push images, does not log in to a registry, has no secrets and shares no cache.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
 *
 * @example
 * import { ImageCheckProject, ImageSource } from 'cdk-ecr-publishing';
 *
 * new ImageCheckProject(this, 'PullRequests', {
 *   source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn, branches: ['main'] }),
 *   commands: ['make lint', 'make test'],
 * });
 */
@publicApi
export class ImageCheckProject extends Construct {
  /** The CodeBuild project, with its events, metrics and notifications. */
  public readonly project: Project;

  public constructor(scope: Construct, id: string, props: ImageCheckProjectProps) {
    super(scope, id);
    validateCheck(props);
    requireService(this, 'A check of pull requests', regionalServices.builds, Stack.of(this).region);
    const { source: imageSource, privileged = false, commands = [], approval, approvers } = props;
    const platform = imagePlatform(props.platforms);
    const limits = buildLimits({ ...props, timeout: props.timeout ?? Duration.minutes(30) });
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const base = baseImageVariables(this, { baseImages: props.baseImages });
    const logsIn = (props.baseImages ?? []).length > 0;
    const source = imageSource._bindPullRequests(this, { approval, approvers });
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    });
    const access = new BuildRole(this, 'Access', {
      projectName,
      statements: [logs.writeStatement, ...source.statements, ...base.statements],
      pushes: false,
      logsIn,
    });
    this.project = new Project(this, 'Project', {
      projectName,
      description: 'Checks pull requests and pushes nothing',
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: BuildSpec.fromObjectToYaml({ ...renderCheckBuildspec(commands, privileged, logsIn) }),
      environment: {
        buildImage: buildImageFor(platform),
        computeType: props.computeType ?? ComputeType.SMALL,
        privileged,
      },
      environmentVariables: privileged ? { ...imageVariables(props, platform), ...plainText(base.plain) } : undefined,
      ...limits,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies);
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2 would let the role use the key
    acknowledgeSource(resource);
    validateQuotas(this);
  }
}

function validateCheck(props: ImageCheckProjectProps): void {
  const { commands, privileged = false, dockerfile, context, projectName, computeType } = props;
  validateCommands('commands', commands);
  refuseIf('commands', !commands && !privileged ? nothingToRun : undefined);
  if (dockerfile !== undefined) validate('dockerfile', dockerfile, sourcePathRule);
  if (context !== undefined) validate('context', context, sourcePathRule);
  refuseIf('dockerfile', unusedProblem(dockerfile, privileged));
  refuseIf('context', unusedProblem(context, privileged));
  refuseIf('baseImages', unusedProblem(props.baseImages, privileged));
  if (projectName !== undefined) validate('projectName', projectName, projectNameRule);
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
}

const nothingToRun = 'must list at least one command, got none. Without `privileged: true` no image is built.';

function unusedProblem(option: unknown, privileged: boolean): Problem {
  if (option === undefined || privileged) return undefined;
  return 'requires `privileged: true`, because no image is built without it';
}

/** Renders the build specification of a check: it builds the image if Docker is available, then runs the commands. */
export function renderCheckBuildspec(commands: readonly string[], buildsImage: boolean, logsIn = false): Buildspec {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: {
      ...(logsIn && { pre_build: { commands: [logInForCheck] } }),
      build: { commands: [...(buildsImage ? [buildForCheck] : []), ...commands] },
    },
  };
}

function imageVariables(props: ImageCheckProjectProps, platform: ImagePlatform) {
  return plainText({
    IMAGE: 'checked-image',
    IMAGE_PLATFORM: platform,
    DOCKERFILE: dockerfileOf(props),
    BUILD_CONTEXT: props.context ?? '.',
  });
}
