import { type LifecycleImage } from './lifecycle-images';
import { type Outcome } from './lifecycle-references';

/** How many images there are of a kind, and how large they are together. */
export interface ImageSum {
  readonly imageCount: number;
  readonly sizeInBytes: number;
  /** Whether the size of one of them is unknown, and so left out. */
  readonly lacksSizes: boolean;
}

/** The sum of no images. */
export const noImages: ImageSum = { imageCount: 0, sizeInBytes: 0, lacksSizes: false };

/**
 * Sums of images by what becomes of them. What an index is said to weigh is the weight of an image that it refers to,
 * which is counted itself.
 */
export function sumsBy<Key>(
  images: readonly LifecycleImage[],
  outcomes: readonly Outcome[],
  keyOf: (outcome: Outcome) => Key,
): ReadonlyMap<Key, ImageSum> {
  const sums = new Map<Key, { -readonly [Field in keyof ImageSum]: ImageSum[Field] }>();
  for (const [index, { bytes, isIndex }] of images.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    const key = keyOf(outcome);
    const sum = sums.get(key) ?? { ...noImages };
    sums.set(key, sum);
    sum.imageCount += 1;
    sum.sizeInBytes += isIndex ? 0 : (bytes ?? 0);
    sum.lacksSizes ||= bytes === undefined;
  }
  return sums;
}
