import { type LifecycleImage } from './lifecycle-images';
import { type Outcome } from './lifecycle-references';

/** The number of some images, and their total size. */
export interface ImageSum {
  readonly imageCount: number;
  readonly sizeInBytes: number;
  /** Whether the size of an image is unknown and so not included. */
  readonly lacksSizes: boolean;
}

/** The sum for an empty list of images. */
export const noImages: ImageSum = { imageCount: 0, sizeInBytes: 0, lacksSizes: false };

/**
 * Sums images by their outcome. ECR reports the size of one of its images as the size of an index. That image is counted
 * itself, so the index is not.
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
