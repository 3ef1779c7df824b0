import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type ImageDeployment } from '../deployment/image-deployment';
import { type PromotionApproval } from './promotion-approval';
import { type ScanGate } from './scan-gate';

/** Properties of an `ImagePromotion`. */
export interface ImagePromotionProps {
  /**
   * The repository whose pushes are promoted. Requires `target`. Throws if it is in another account or Region than the
   * promotion.
   *
   * @default - `sourcePrefix`
   */
  readonly source?: IRepository;

  /**
   * The prefix of repositories whose pushes are promoted, such as `incoming/`. Requires `targetPrefix`. Throws if it does not
   * end with a slash, and for a token.
   *
   * @default - `source`
   */
  readonly sourcePrefix?: string;

  /**
   * The repository of approved images, to which no one else can push. Throws if any of its tags is mutable, and if it is
   * `source`. Throws for an imported repository, with the policy to apply by hand.
   *
   * @default - `targetPrefix`
   */
  readonly target?: IRepository;

  /**
   * The prefix of repositories of approved images. An image that is pushed to `incoming/alice` is copied to
   * `nextflow-approved/alice`. Those repositories must exist. Pass each to `addTarget`. Throws if the two prefixes overlap, if
   * it does not end with a slash, and for a token.
   *
   * @default - `target`
   */
  readonly targetPrefix?: string;

  /** The gate that decides which findings stop an image. */
  readonly gate: ScanGate;

  /**
   * The contributor who pushes to the source, for the messages. Throws if it does not have 2 to 64 letters, digits and
   * `+=,.@-_`, and for a token.
   *
   * @default - the messages name only the repository
   */
  readonly contributor?: string;

  /**
   * The approval by a reviewer after an image has passed the gate.
   *
   * @default - every image that passes the gate is promoted
   */
  readonly approval?: PromotionApproval;

  /**
   * The ECS services and Lambda functions that each promoted image is deployed to, by its digest. A second message reports how the
   * deployment ended. An image is not deployed if a newer one is approved: between two stable versions that is the higher one, and
   * otherwise the one that was pushed to `source` later. A pre-release, such as `v2.0.0-rc.1`, is not deployed either. Throws for
   * `EcsDeployment.restart()`, with `sourcePrefix`, and if the timeouts exceed 35 hours together.
   *
   * @default - images are only copied
   */
  readonly deploys?: ImageDeployment[];

  /**
   * The topic for notifications of verdicts and failed executions.
   *
   * @default - a new encrypted topic. Subscribe to `topic`
   */
  readonly notificationTopic?: ITopic;

  /**
   * The topic for alarms. The policies of an imported topic and of its key must allow CloudWatch to publish.
   *
   * @default - the topic for verdicts
   */
  readonly alarmTopic?: ITopic;

  /**
   * The start of the names of the state machine, the project, the rules and the log groups. Throws if it does not have 2 to 50
   * letters, digits, - and _.
   *
   * @default - created from the path of the construct
   */
  readonly promotionName?: string;

  /**
   * The name of the role that copies images. The policy of an imported target names it. Throws if IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation creates a name
   */
  readonly copyRoleName?: string;

  /**
   * Whether the policy of an imported `target` contains that of `renderTargetPolicy`. CDK cannot read or change it.
   *
   * @default false
   */
  readonly trustTargetPolicy?: boolean;

  /**
   * The build image of copies. It needs the AWS CLI, and either `regctl` or Go 1.21 or later with network access to the Go proxy. With
   * `deploys`, deployments use it too, and it needs `jq`.
   * `copyRole` may pull it if it is in Amazon ECR. If another account owns its repository, allow the pull there too. Throws for an
   * image of another partition.
   *
   * @default - aws/codebuild/standard:8.0
   */
  readonly buildImage?: IBuildImage;

  /**
   * The profile with which ECR signs approved images, so that a signature means "promoted". ECR signs with the identity of the
   * role that copies. It is the signing configuration of the whole registry, so only one promotion can set it. Throws if the
   * target is in another registry, or another construct configures the signing.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
   * @default - not signed
   */
  readonly signingProfile?: ISigningProfile;

  /**
   * The key that encrypts the logs and the topic of the promotion. The policy of an imported key must allow CloudWatch Logs. If it
   * encrypts the topic for alarms, it must allow CloudWatch too.
   *
   * @default - a new key that is rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * The retention period of the logs.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * The removal policy of the logs and the new key when the promotion is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
