import { type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type ComputeType, type DockerServerOptions, type IFleet } from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type ILogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { type RebuildOptions } from '../build-input/rebuild-options';
import { type ImageDeployment } from '../deployment/image-deployment';

/** How the builds of a project run: machine, network, limits and logs. */
export interface BuildOperationsOptions {
  /**
   * The size of the machine that builds. Throws for Lambda compute, which has no Docker, and for a type that only a
   * fleet has.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
   * @default ComputeType.SMALL, or the size of the fleet
   */
  readonly computeType?: ComputeType;

  /**
   * Machines that are reserved for builds. Throws with `computeType` and with `vpc`, because the fleet has its own.
   * Throws for a fleet whose machines do not match the platform, and for more than one platform.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.html
   * @default - on-demand machines
   */
  readonly fleet?: IFleet;

  /**
   * A Docker server that keeps its layers between builds, so that builds need no privileged machine. Its security groups
   * must allow the project at port 9876, and require `vpc`. Throws for more than five of them, and for more than one
   * platform.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker-server.html
   * @default - a Docker daemon in each build, which is privileged for that reason
   */
  readonly dockerServer?: DockerServerOptions;

  /**
   * The network that builds run in. It must reach ECR, S3, CloudWatch Logs and the source, by NAT or by endpoints.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
   * @default - none: builds reach the internet from the network of CodeBuild
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of `vpc` that builds run in, at most 16. Throws without `vpc`. Throws for public subnets, because builds
   * have no public address and nothing answers them there.
   *
   * @default - private subnets with a route to the internet, or the isolated subnets if there are none
   */
  readonly subnetSelection?: SubnetSelection;

  /**
   * The security groups of builds in `vpc`, at most five. Throws without `vpc`.
   *
   * @default - one security group that allows all outgoing and no incoming traffic
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * How long a build may take, from 5 minutes to 36 hours. Throws for any other duration.
   *
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * How long a build may wait for a machine, from 5 minutes to 8 hours. Throws for any other duration.
   *
   * @default - 8 hours, the default of CodeBuild
   */
  readonly queuedTimeout?: Duration;

  /**
   * How many builds may run at the same time. Throws below 1. Throws below 2 if a batch builds two platforms.
   *
   * @default - as many as the quota of the account allows
   */
  readonly concurrentBuildLimit?: number;

  /**
   * How often CodeBuild retries a failed build, from 0 to 10 times. Throws for any other number.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/auto-retry-build.html
   * @default 0
   */
  readonly autoRetryLimit?: number;

  /**
   * A parameter that builds set to their image, `REPOSITORY_URI@sha256:...`, so that deployments use the digest. It only
   * moves to a newer commit, as a `fixed` tag does: a build of an older commit leaves it unchanged. Throws for a parameter of another account or Region. CloudFormation resets the parameter only if its value in the
   * template changes. Drift detection shows it as changed.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
   * @default - none
   */
  readonly imageParameter?: IStringParameter;

  /**
   * The ECS services and Lambda functions that each build deploys its image to, by the digest, one after the other. A build fails
   * if the image does not run at the end. Throws for `EcsDeployment.restart()` if no tag of the image moves, for a Lambda function
   * without `ImageCompatibility.LAMBDA`, and if the deployments may take longer than a build.
   *
   * @default - none
   */
  readonly deploys?: ImageDeployment[];

  /**
   * When the newest release is built again if its base images are newer, under a tag such as `1.2.3-20261130`. Then it is scanned,
   * promoted and deployed as any other image, and the tags of its versions move to it. The release is the highest stable version in
   * the repository. Throws without `ImageTag.semanticVersion()`, without provenance, and for a source without commits.
   *
   * @default - releases are never built again
   */
  readonly rebuilds?: RebuildOptions;

  /**
   * The key that encrypts artifacts, and logs without a `logGroup`. The policy of an imported key must allow CloudWatch Logs to use it.
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
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether the logs and the key of the project are retained when the project is removed from the stack. A retained log
   * group keeps its name: a new project needs another name, or the group as its `logGroup`.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
