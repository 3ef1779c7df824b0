import { type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type ComputeType, type DockerServerOptions, type IFleet } from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type IStringParameter } from 'aws-cdk-lib/aws-ssm';

/** How the builds of a project run: machine, network, limits and logs. */
export interface BuildOperationsOptions {
  /**
   * The size of the machine that builds. Throws for Lambda compute, which has no Docker, and for a size that only a
   * fleet has.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html
   * @default ComputeType.SMALL, or what the fleet has
   */
  readonly computeType?: ComputeType;

  /**
   * Machines that are reserved for builds. Throws with `computeType` and with `vpc`, which the fleet has itself, for a
   * fleet of another kind of machine than the platform's, and for more than one platform.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.html
   * @default - on-demand machines
   */
  readonly fleet?: IFleet;

  /**
   * A Docker server that stays between builds with its layers, so that builds need no privileged machine of their own.
   * Its security groups have to let the project in at port 9876; they go with `vpc`. Throws for more than five of them,
   * and for more than one platform.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker-server.html
   * @default - a Docker daemon in each build, which is privileged for it
   */
  readonly dockerServer?: DockerServerOptions;

  /**
   * The network that builds run in. It needs a way to ECR, S3, CloudWatch Logs and the source: NAT, or endpoints.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
   * @default - none; builds reach the internet from CodeBuild's own network
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of `vpc` that builds run in, 16 at most. Throws without `vpc`, and for public ones: builds get no public
   * address, and would reach nothing from there.
   *
   * @default - those with a way out, else the isolated ones
   */
  readonly subnetSelection?: SubnetSelection;

  /**
   * The security groups of builds in `vpc`, five at most. Throws without `vpc`.
   *
   * @default - one that lets everything out and nothing in
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * How long a build may take, from 5 minutes to 36 hours. Throws outside of that.
   *
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * How long a build may wait for a machine, from 5 minutes to 8 hours. Throws outside of that.
   *
   * @default - 8 hours, as CodeBuild has it
   */
  readonly queuedTimeout?: Duration;

  /**
   * How many builds may run at the same time. Throws below 1.
   *
   * @default - as many as the account may
   */
  readonly concurrentBuildLimit?: number;

  /**
   * How often a failed build is tried again, up to 10 times. Throws outside of that.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/auto-retry-build.html
   * @default 0
   */
  readonly autoRetryLimit?: number;

  /**
   * A parameter that each build writes its image to, as `REPOSITORY_URI@sha256:...`, so that deploys take it by digest.
   * Throws for one of another account or Region. CloudFormation resets it only where its value in the template changes,
   * and not to what the template says before that; drift detection shows it as changed.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
   * @default - none
   */
  readonly imageParameter?: IStringParameter;

  /**
   * The key that logs and artifacts are encrypted with. An imported key has to allow CloudWatch Logs itself.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   * @default - a key of the project's own, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * How long the logs stay.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * What becomes of the logs and the project's own key when the project leaves the stack. A retained log group keeps
   * its name: a project made anew needs another name or takes the group over.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
