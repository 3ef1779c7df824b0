/** An image as the rules see it; instants in milliseconds since 1970. */
export interface LifecycleImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Whether it is in the archive. A rule is about one storage class. */
  readonly archived: boolean;
  readonly pushedAt: number;
  /** What orders images and ages them: the push, or the last restore from the archive. */
  readonly freshAt: number;
  /** The last pull; what `freshAt` says where there was none since. */
  readonly usedAt: number;
  readonly archivedAt?: number;
  readonly bytes?: number;
  /** Whether it is a manifest list, which refers to images of the same repository. */
  readonly isIndex: boolean;
  /** The digest of the image that this one, a signature or an SBOM, is about. */
  readonly subject?: string;
}

/** Newest first; by digest where two were pushed at once, so that the order in which they were listed is no matter. */
export function newestFirst(images: readonly LifecycleImage[]): LifecycleImage[] {
  return [...images].sort((one, other) => other.freshAt - one.freshAt || (one.digest < other.digest ? -1 : 1));
}

const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

export function isIndexType(mediaType: unknown): boolean {
  return indexTypes.some((type) => type === mediaType);
}
