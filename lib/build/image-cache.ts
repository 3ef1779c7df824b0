import { Token } from 'aws-cdk-lib';
import { Cache, LocalCacheMode } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { cacheImage } from '../naming/cache-image';
import { mayMove, mutableTagsOf } from '../naming/tag-mobility';
import { publicApi } from '../private/boundary/public-api';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { pullPushActions } from '../private/aws/ecr-actions';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { repositoryUri } from './build-variables';

/** The parts of a project that its cache needs. @internal */
export interface BoundCache {
  readonly variables: Record<string, string>;
  readonly statements: StatementJson[];
  readonly projectCache?: Cache;
  readonly folder?: string;
}

const folder = '/root/.image-build-cache';

/** The cache that keeps layers from one build to the next. */
@publicApi
export class ImageCache {
  /**
   * Keeps the layers of all stages in a repository, with one tag for each image and platform, such as
   * `cache-linux-amd64-service`. Each build moves its tag, and succeeds if that fails. We recommend a separate repository with `mutableTags: ['cache-*']`. The project throws if the
   * repository keeps the tag immutable.
   *
   * @param repository the repository. No one else should push to it, because the content of the cache becomes part of
   * images.
   */
  public static registry(repository: IRepository): ImageCache {
    return new ImageCache((platform, image) => {
      const name = knownRepositoryName(image);
      const imagePart = Token.isUnresolved(name) ? '*' : cacheImage(name);
      refuseIf('cache', fixedCacheProblem(repository, `cache-${platform.replace(/[^A-Za-z0-9]/g, '-')}-${imagePart}`));
      return {
        variables: { CACHE_URI: repositoryUri(repository) },
        statements: [
          { Sid: 'UseCache', Effect: 'Allow', Action: pullPushActions, Resource: knownRepositoryArn(repository) },
        ],
      };
    });
  }

  /**
   * Keeps the layers in a folder of the machine, as long as the next build starts there soon enough. It is free, and can
   * be lost at any time. All builds of the project share it, so do not use it to build code that no one has reviewed.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/caching-local.html
   */
  public static local(): ImageCache {
    return new ImageCache(() => ({
      variables: { CACHE_FOLDER: folder },
      statements: [],
      projectCache: Cache.local(LocalCacheMode.CUSTOM),
      folder,
    }));
  }

  private constructor(
    /** @internal */
    public readonly _bind: (platform: string, image: IRepository) => BoundCache,
  ) {}
}

function fixedCacheProblem(repository: IRepository, tag: string): Problem {
  return mayMove(tag, mutableTagsOf(repository))
    ? undefined
    : `must be in a repository whose tag '${tag}' may move, got one that is immutable. Add 'cache-*' to its mutableTags.`;
}
