/** The action of a rule on the images that it takes. `transition` moves them to the archive. */
export type ActionType = 'expire' | 'transition';

/** The storage class of an image. A rule selects images of one class. */
export type StorageClass = 'standard' | 'archive';

/** When the things happened to an image that rules count from, in milliseconds since 1970. */
export interface ImageAges {
  /** The push, or the last restore from the archive. It also orders images. */
  readonly freshAt: number;
  /** The last pull, or `freshAt` if the image was not pulled since. */
  readonly usedAt: number;
  readonly archivedAt?: number;
}

/** One way in which a lifecycle rule counts: the facts of ECR, and the words for them. */
export interface CountTypeFacts {
  readonly storageClass: StorageClass;
  readonly actions: readonly ActionType[];
  /** The unit of `countNumber`. Undefined if the rule counts images. */
  readonly countUnit?: 'days';
  /** The least `countNumber`. */
  readonly least: number;
  /** A rule with this `countNumber` or more never takes an image. It only shields images from other rules. */
  readonly protectsFrom: number;
  /** The property with this meaning in a lifecycle rule of the CDK. */
  readonly cdkProperty?: 'maxImageAge' | 'maxImageCount';

  /** Creates the test for images that the rule takes. The test gets each selected image once, the newest first. */
  readonly takes: (countNumber: number, now: number) => (image: ImageAges) => boolean;

  /** The description in the lifecycle document. `images` names the images, with their count if it is given. */
  readonly description: (verb: 'Expire' | 'Archive', images: (count?: number) => string, countNumber: number) => string;

  /** Why the rule takes an image. */
  readonly takenReason: (countNumber: number) => string;
  /** Why the rule selects an image and does not take it. The number of the rule follows. */
  readonly keptReason: (countNumber: number) => string;

  /** The sentence of the guide, without the images at its start and what happens to them in its middle. */
  readonly sentence: (countNumber: number) => readonly [middle: string, end: string];

  /** The key in the configuration file, whose value is the `countNumber`. */
  readonly config: { readonly key: string; readonly verb: 'Expire' | 'Archive'; readonly description: string };
}

const day = 24 * 60 * 60 * 1000;

/** A hundred years. No image becomes so old. */
export const neverReached = 36_500;

/** Whether more days have passed. "Older than n days" is strict: an image of exactly n days is not taken. */
export function hasPassed(days: number, since: number | undefined, now: number): boolean {
  return since !== undefined && since < now - days * day;
}
