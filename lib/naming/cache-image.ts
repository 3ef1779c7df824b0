/** The characters of an image's name in the tag of its cache. The rest of a tag is for its start and the platforms. */
const mostCharacters = 90;

/**
 * The name of an image as a part of the tag of its cache, as `build-with-buildx.sh` writes it. Two images of one cache repository
 * have two tags, because no name in ECR contains `..`.
 */
export function cacheImage(repositoryName: string): string {
  return repositoryName.replaceAll('/', '..').slice(0, mostCharacters);
}
