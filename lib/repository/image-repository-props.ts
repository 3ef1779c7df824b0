import { type RemovalPolicy } from 'aws-cdk-lib';
import { type RepositoryEncryption, type TagMutability } from 'aws-cdk-lib/aws-ecr';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type ImageRetention } from './lifecycle/image-retention';

/** Properties of an `ImageRepository`. */
export interface ImageRepositoryProps {
  /**
   * The name. It may contain slashes, such as `team/service`. Throws if ECR would refuse it.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
   * @default - CloudFormation generates a name from the construct's id
   */
  readonly repositoryName?: string;

  /**
   * The tags, or patterns of tags, that a push may move to another image. Every other tag is immutable. At most five, with
   * `*` for any characters. Throws for a pattern that matches every tag, and for a tag that is listed twice. Warns if the
   * retention could expire the image of such a tag. To let every tag move, set `imageTagMutability`.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
   * @default - all tags are immutable
   */
  readonly mutableTags?: string[];

  /**
   * Whether tags can be moved to another image. `TagMutability.MUTABLE` lets every push replace the image of any tag. It has a
   * warning to acknowledge, and an `ImagePromotion` refuses such a repository for approved images. Throws if it contradicts
   * `mutableTags` or `immutableTags`.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
   * @default - tags are immutable, except those of `mutableTags`
   */
  readonly imageTagMutability?: TagMutability;

  /**
   * The tags, or patterns of tags, that stay immutable with `TagMutability.MUTABLE`. At most five, with `*` for any characters.
   * Throws without that setting, and for a tag that is listed twice.
   *
   * @default - none
   */
  readonly immutableTags?: string[];

  /**
   * How long images are kept. Throws if ECR would refuse the rules together. `ImageRetention.keepAll()` keeps every image.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
   * @default - untagged images expire after 1 day, and the newest 100 images are kept
   */
  readonly retention?: ImageRetention[];

  /**
   * Whether a push starts a basic scan for vulnerabilities. A registry with enhanced scanning uses its own settings
   * instead. Warns if it is false.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
   * @default true
   */
  readonly imageScanOnPush?: boolean;

  /**
   * The customer managed KMS key that encrypts the images. ECR creates the grants that it needs on the key. A change of the
   * key replaces the repository. Throws for an alias, and for a key of another Region.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   * @default - AES-256 with a key that ECR owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * The kind of encryption. `RepositoryEncryption.KMS` without `encryptionKey` uses AWS's key for ECR. A change of it replaces
   * the repository, so use the kind that a deployed repository has. Throws for `AES_256` with an `encryptionKey`.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   * @default - `KMS` with an `encryptionKey`, otherwise `AES_256`
   */
  readonly encryption?: RepositoryEncryption;

  /**
   * Whether the repository is retained or deleted when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the images are deleted with the repository. If not, a repository that contains images can't be deleted. Throws
   * unless `removalPolicy` is `RemovalPolicy.DESTROY`. Warns, since deleted images can't be restored.
   *
   * @default false
   */
  readonly emptyOnDelete?: boolean;
}
