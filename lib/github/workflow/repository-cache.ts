import { cacheImage } from '../../naming/cache-image';
import { mayMove } from '../../naming/tag-mobility';
import { type ImagePlatform } from '../../private/oci/image-platform';
import { type Problem, quote } from '../../private/validation/validation';
import { type WorkflowCache } from '../workflow-cache';
import { type PublishedRepository } from './published';

/** The part of a cache's name for the platforms of its layers. Without it, one build would replace the layers of another. */
export function cacheScope(platforms: readonly ImagePlatform[]): string {
  return platforms.map((platform) => platform.replace('/', '-')).join('-');
}

/** The tag of the cache for an image in an ECR repository. */
export function cacheTag(scope: string, imageName: string): string {
  return `buildcache-${scope}-${cacheImage(imageName)}`;
}

/** The problem of a cache for the images of a repository, given the permissions of the role. */
export function cacheProblem(
  { _repositoryName: name }: WorkflowCache,
  image: PublishedRepository,
  repositories: readonly PublishedRepository[],
  scopes: readonly string[],
): Problem {
  if (name === undefined) return undefined;
  const { name: imageName } = image;
  if (imageName === undefined) return unnamedProblem(name);
  if (name === image.name) return `must be a separate repository, got ${quote(name)}, which contains the images`;
  const found = repositories.find((repository) => repository.name === name);
  if (!found?.mayPull) {
    return `must be a repository that the role may push to and pull from, got ${quote(name)}. Grant the role both.`;
  }
  if (found.region !== image.region || found.otherAccount !== image.otherAccount) {
    return `must be in the registry of the images, got ${quote(name)} in another one. The workflow logs in to one registry.`;
  }
  return scopes.every((scope) => mayMove(cacheTag(scope, imageName), found.mutableTags))
    ? undefined
    : `must have mutable cache tags, got ${quote(name)}. Add 'buildcache-*' to its mutableTags.`;
}

function unnamedProblem(name: string): Problem {
  return (
    `must not be a repository if the image's repository has no name, got ${quote(name)}. The tag of a cache contains that name. ` +
    'Give the image a repositoryName, or use WorkflowCache.gitHub().'
  );
}
