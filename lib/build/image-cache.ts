import { Cache, LocalCacheMode } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { mayMove, mutableTagsOf } from '../naming/tag-mobility';
import { publicApi } from '../private/boundary/public-api';
import { knownRepositoryArn } from '../private/aws/arn';
import { pullPushActions } from '../private/aws/ecr-actions';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { repositoryUri } from './build-variables';

/** What a cache comes to in one project. @internal */
export interface BoundCache {
  readonly variables: Record<string, string>;
  readonly statements: StatementJson[];
  readonly projectCache?: Cache;
  readonly folder?: string;
}

const folder = '/root/.image-build-cache';

/** Where layers stay from one build to the next. */
@publicApi
export class ImageCache {
  /**
   * A repository that holds the layers of all stages, one tag for each platform: `cache-linux-amd64`. It is written anew
   * by each build, so these tags have to move: best a repository of its own with `mutableTags: ['cache-*']`. Throws, in
   * the project, where the repository visibly keeps them from it.
   *
   * @param repository the repository. It must not be one that others push to: what is in the cache ends up in images.
   */
  public static registry(repository: IRepository): ImageCache {
    return new ImageCache((platform) => {
      refuseIf('cache', fixedCacheProblem(repository, `cache-${platform.replace(/[^A-Za-z0-9]/g, '-')}`));
      return {
        variables: { CACHE_URI: repositoryUri(repository) },
        statements: [
          { Sid: 'UseCache', Effect: 'Allow', Action: pullPushActions, Resource: knownRepositoryArn(repository) },
        ],
      };
    });
  }

  /**
   * A folder that CodeBuild keeps on the machine, as long as the next build runs there soon enough. It costs nothing and
   * is lost at any time. All builds of the project share it: it is not for builds of code that nobody looked at.
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
    public readonly _bind: (platform: string) => BoundCache,
  ) {}
}

function fixedCacheProblem(repository: IRepository, tag: string): Problem {
  return mayMove(tag, mutableTagsOf(repository))
    ? undefined
    : `must be in a repository whose tag '${tag}' may move, got one that is immutable; add 'cache-*' to its mutableTags`;
}
