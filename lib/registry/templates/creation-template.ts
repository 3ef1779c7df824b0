import { type TagMutability } from 'aws-cdk-lib/aws-ecr';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type ImageConsumer } from '../../access/image-consumer';
import { type ImageRetention } from '../../repository/lifecycle/image-retention';

/** The reasons for which ECR creates a repository. */
export enum CreationReason {
  /** A pull of an image that a pull through cache rule fetches. */
  PULL_THROUGH_CACHE = 'PULL_THROUGH_CACHE',

  /** A copy from another registry. */
  REPLICATION = 'REPLICATION',

  /** A push to a repository that does not exist. Without a template, such a push fails. */
  CREATE_ON_PUSH = 'CREATE_ON_PUSH',
}

/**
 * The settings of repositories that ECR itself creates below a prefix. They are the same as those of an `ImageRepository`, and apply
 * when a repository is created: a later change of the template leaves it as it is.
 */
export interface CreationTemplate {
  /**
   * The start of the names of the repositories, without the slash at its end, or `ROOT` for all that no other template matches. If
   * the prefixes of several templates match, the longest one wins. Throws if ECR does not accept it.
   */
  readonly prefix: string;

  /** The reasons for which ECR creates the repositories. Throws for an empty list, and for one that is listed twice. */
  readonly appliedFor: CreationReason[];

  /**
   * The tags, or patterns of tags, that a push may move to another image. Every other tag is immutable. Throws as
   * `ImageRepositoryProps.mutableTags` does.
   *
   * @default - all tags are immutable, except in a template for pull through caches, since ECR itself moves tags there
   */
  readonly mutableTags?: string[];

  /**
   * Whether all tags may move. Throws as `ImageRepositoryProps.imageTagMutability` does.
   *
   * @default - as `mutableTags` sets it
   */
  readonly imageTagMutability?: TagMutability;

  /**
   * The tags, or patterns of tags, that no push may move, if all others may. Throws as `ImageRepositoryProps.immutableTags` does.
   *
   * @default - none
   */
  readonly immutableTags?: string[];

  /**
   * How long images are kept. Throws if ECR would refuse the rules together.
   *
   * @default - untagged images expire after 1 day, and the newest 100 images are kept
   */
  readonly retention?: ImageRetention[];

  /**
   * The consumers that may pull images of the repositories.
   *
   * @default - only principals of the account that other policies allow
   */
  readonly pullers?: ImageConsumer[];

  /**
   * The customer managed KMS key that encrypts the images. ECR creates the repositories with a role that may use it. Throws for an
   * alias, and for a key of another Region.
   *
   * @default - AES-256 with a key that ECR owns
   */
  readonly encryptionKey?: IKey;

  /**
   * The AWS tags of the repositories. ECR sets them with a role that may tag. Throws for a key that AWS does not accept.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;
}
