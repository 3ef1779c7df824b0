import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type PromotionApproval } from './promotion-approval';
import { type ScanGate } from './scan-gate';

/** Properties of an `ImagePromotion`. */
export interface ImagePromotionProps {
  /**
   * The repository whose pushes are promoted, with `target`. Throws where it is of another account or Region than the
   * promotion.
   *
   * @default - `sourcePrefix`
   */
  readonly source?: IRepository;

  /**
   * The start of the names of repositories whose pushes are promoted, with `targetPrefix`: `incoming/`. Throws where it
   * does not end with a slash, and for a token.
   *
   * @default - `source`
   */
  readonly sourcePrefix?: string;

  /**
   * The repository of approved images, to which nobody else may push any more. Its tags have to be immutable, all of
   * them. Throws where they are not, where it is `source`, and, with the policy to apply by hand, for an imported one.
   *
   * @default - `targetPrefix`
   */
  readonly target?: IRepository;

  /**
   * The start of the names of repositories of approved images: what is pushed to `incoming/alice` goes to
   * `nextflow-approved/alice`. Those repositories have to be there; give each to `addTarget`. Throws where the two
   * prefixes overlap, where it does not end with a slash, and for a token.
   *
   * @default - `target`
   */
  readonly targetPrefix?: string;

  /** Which findings stop an image. */
  readonly gate: ScanGate;

  /**
   * Who pushes to the source, for the messages. Throws for anything but 2 to 64 letters, digits and `+=,.@-_`, and for a
   * token.
   *
   * @default - the messages name the repository alone
   */
  readonly contributor?: string;

  /**
   * Asks a person, once an image has passed the gate.
   *
   * @default - what passes the gate is promoted
   */
  readonly approval?: PromotionApproval;

  /**
   * Where verdicts are told, and executions that failed.
   *
   * @default - a topic of the promotion's own, encrypted; subscribe to `topic`
   */
  readonly notificationTopic?: ITopic;

  /**
   * Where alarms go. The policies of an imported topic and of its key have to let CloudWatch publish.
   *
   * @default - where verdicts are told
   */
  readonly alarmTopic?: ITopic;

  /**
   * What the names of the state machine, the project, the rules and the log groups begin with. Throws for anything but 2
   * to 50 letters, digits, - and _.
   *
   * @default - made from the construct's path
   */
  readonly promotionName?: string;

  /**
   * The name of the role that copies; the policy of an imported target names it. Throws where IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation makes one
   */
  readonly copyRoleName?: string;

  /**
   * Whether the policy of an imported `target` is as `renderTargetPolicy` has it: it can't be seen or changed from here.
   *
   * @default false
   */
  readonly trustTargetPolicy?: boolean;

  /**
   * What copies run in. It needs the AWS CLI, and either `regctl` or Go 1.21 or later with a way to its proxy. For an
   * image of a repository of yours, let `copyRole` pull it.
   *
   * @default - aws/codebuild/standard:8.0
   */
  readonly buildImage?: IBuildImage;

  /**
   * Has ECR sign what is approved, with the identity of the role that copies, so that a signature means "promoted". It is
   * the signing configuration of the whole registry, so one promotion has it. Throws where the target is in another
   * registry, or another construct configures the signing.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
   * @default - not signed
   */
  readonly signingProfile?: ISigningProfile;

  /**
   * The key that logs and the promotion's own topic are encrypted with. An imported key has to allow CloudWatch Logs
   * itself, and CloudWatch where alarms go to a topic that it encrypts.
   *
   * @default - a key of the promotion's own, rotated yearly
   */
  readonly encryptionKey?: IKey;

  /**
   * How long logs stay.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * What becomes of the logs and the promotion's own key when the promotion leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}
