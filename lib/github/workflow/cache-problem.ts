import { type Problem, quote } from '../../private/validation';
import { type WorkflowCache } from '../workflow-cache';
import { mayMove } from './moving-tags';
import { type PublishedRepository } from './published';

/** What is wrong with a cache for the images of a repository, by what the role may do. */
export function cacheProblem(
  { _repositoryName: name }: WorkflowCache,
  image: PublishedRepository,
  repositories: readonly PublishedRepository[],
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
  return mayMove('buildcache-*', found.mutableTags)
    ? undefined
    : `must let its tags move, got ${quote(name)}; add 'buildcache-*' to its mutableTags`;
}
