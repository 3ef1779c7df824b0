import { mayMove } from '../../naming/tag-mobility';
import { type ImagePlatform } from '../../private/oci/image-platform';
import { type Problem, quote } from '../../private/validation/validation';
import { type WorkflowCache } from '../workflow-cache';
import { type PublishedRepository } from './published';

/** The part of a cache's name that tells what the layers are for: one build would replace the layers of another. */
export function cacheScope(platforms: readonly ImagePlatform[]): string {
  return platforms.map((platform) => platform.replace('/', '-')).join('-');
}

/** The tag of a cache in a repository. */
export function cacheTag(platforms: readonly ImagePlatform[]): string {
  return `buildcache-${cacheScope(platforms)}`;
}

/** What is wrong with a cache for the images of a repository, by what the role may do. */
export function cacheProblem(
  { _repositoryName: name }: WorkflowCache,
  image: PublishedRepository,
  repositories: readonly PublishedRepository[],
  tags: readonly string[],
): Problem {
  if (name === undefined) return undefined;
  if (name === image.name) return `must be a repository of its own, got ${quote(name)}, which holds the images`;
  const found = repositories.find((repository) => repository.name === name);
  if (!found?.mayPull) {
    return `must be a repository that the role may push to and pull from, got ${quote(name)}; give it both`;
  }
  if (found.region !== image.region || found.otherAccount !== image.otherAccount) {
    return `must be in the registry of the images, got ${quote(name)} in another; one login reaches one registry`;
  }
  return tags.every((tag) => mayMove(tag, found.mutableTags))
    ? undefined
    : `must let its tags move, got ${quote(name)}; add 'buildcache-*' to its mutableTags`;
}
