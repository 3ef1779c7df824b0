/** What a lifecycle document makes of an image. */
export enum PreviewedAction {
  /** ECR deletes the image. */
  EXPIRE = 'expire',

  /** ECR moves the image into the archive. */
  ARCHIVE = 'archive',

  /** The image stays as it is. */
  KEEP = 'keep',
}

/** An image, and what becomes of it. */
export interface PreviewedImage {
  /** The digest of the image's manifest. */
  readonly imageDigest: string;

  /** The tags of the image; none where it has none. */
  readonly imageTags: string[];

  /** What becomes of the image. */
  readonly action: PreviewedAction;

  /**
   * The priority of the rule that takes the image, or the image that it refers to.
   *
   * @default - the image stays
   */
  readonly rulePriority?: number;

  /** Why it goes, or why it stays, in a few words. */
  readonly reason: string;

  /** When the image was pushed, as ISO 8601 in UTC. */
  readonly imagePushedAt: string;

  /**
   * The size of the image as ECR states it. Images share layers, so less may be freed.
   *
   * @default - ECR states none
   */
  readonly imageSizeInBytes?: number;

  /** Whether the image is a multi-platform index. Its size is that of an image that it refers to. */
  readonly isIndex: boolean;
}

/** A rule, and what it takes. */
export interface PreviewedRule {
  /** Where the rule stands: 1 is applied first. */
  readonly rulePriority: number;

  /**
   * What the document says about the rule.
   *
   * @default - nothing
   */
  readonly description?: string;

  /** What the rule does to the images that it takes. */
  readonly action: PreviewedAction;

  /** How many images the rule takes, with those that refer to them. */
  readonly imageCount: number;

  /** The sizes of these images together, as ECR states them. Images share layers, so less may be freed. */
  readonly sizeInBytes: number;
}
