/** The effect of a lifecycle document on an image. */
export enum PreviewedAction {
  /** ECR deletes the image. */
  EXPIRE = 'expire',

  /** ECR moves the image to the archive. */
  ARCHIVE = 'archive',

  /** The image does not change. */
  KEEP = 'keep',
}

/** An image, and the effect of the lifecycle document on it. */
export interface PreviewedImage {
  /** The digest of the image's manifest. */
  readonly imageDigest: string;

  /** The tags of the image. The list is empty for an image without a tag. */
  readonly imageTags: string[];

  /** Whether the image expires, is archived, or is kept. */
  readonly action: PreviewedAction;

  /**
   * The priority of the rule that takes the image. An image that refers to another one, such as a signature, has the rule of
   * that image.
   *
   * @default - the image is kept
   */
  readonly rulePriority?: number;

  /** The reason for the action, in a few words. */
  readonly reason: string;

  /** The time of the push, as ISO 8601 in UTC. */
  readonly imagePushedAt: string;

  /**
   * The size of the image that ECR reports. Images share layers, so its removal may free less.
   *
   * @default - ECR reports no size
   */
  readonly imageSizeInBytes?: number;

  /** Whether the image is a multi-platform index. ECR reports the size of one of its images as the size of the index. */
  readonly isIndex: boolean;
}

/** A rule, and the images that it takes. */
export interface PreviewedRule {
  /** The priority of the rule. The rule with the lowest number is applied first. */
  readonly rulePriority: number;

  /**
   * The description of the rule in the document.
   *
   * @default - the rule has no description
   */
  readonly description?: string;

  /** Whether the rule expires or archives the images that it takes. */
  readonly action: PreviewedAction;

  /** How many images the rule takes, including images that refer to them. */
  readonly imageCount: number;

  /** The total size of these images that ECR reports. Images share layers, so their removal may free less. */
  readonly sizeInBytes: number;
}
