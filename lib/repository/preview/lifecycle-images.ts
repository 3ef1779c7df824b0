import { type ImageAges } from '../lifecycle/count-types/count-type';

/** The facts about an image that rules depend on. Times are in milliseconds since 1970. */
export interface LifecycleImage extends ImageAges {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Whether the image is in the archive. A rule selects images of one storage class. */
  readonly archived: boolean;
  readonly pushedAt: number;
  readonly bytes?: number;
  /** Whether the image is a manifest list, which refers to images of the same repository. */
  readonly isIndex: boolean;
  /** The digest of the image that this signature or SBOM describes. */
  readonly subject?: string;
}

/** Sorts images from the newest to the oldest. Images of the same time are sorted by digest. */
export function newestFirst(images: readonly LifecycleImage[]): LifecycleImage[] {
  return [...images].sort((one, other) => other.freshAt - one.freshAt || (one.digest < other.digest ? -1 : 1));
}

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Whether a media type is that of a multi-platform index. */
export function isIndexType(mediaType: unknown): boolean {
  return indexTypes.some((type) => type === mediaType);
}
