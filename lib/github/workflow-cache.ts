import { publicApi } from '../private/boundary/public-api';
import { repositoryNameRule } from '../private/oci/repository-name';
import { validate } from '../private/validation/validation';

/**
 * The cache for the layers of a workflow's builds.
 *
 * @see https://docs.docker.com/build/ci/github-actions/cache/
 */
@publicApi
export class WorkflowCache {
  /** GitHub's own cache, with a scope for each image and platform. It needs no permissions in AWS. GitHub Enterprise Server has no cache that BuildKit can use. */
  public static gitHub(): WorkflowCache {
    return new WorkflowCache('gitHub');
  }

  /**
   * A separate ECR repository whose tags `buildcache-*` are mutable. Each image has its own tag for each platform there, such
   * as `buildcache-linux-amd64-service`.
   *
   * @param repositoryName its name. Throws if ECR does not accept the name. A workflow throws if its role may not push to
   * and pull from this repository, or if its images are pushed there.
   */
  public static repository(repositoryName: string): WorkflowCache {
    validate('repositoryName', repositoryName, repositoryNameRule);
    return new WorkflowCache('repository', repositoryName);
  }

  /** No cache: each build does all of its work. */
  public static none(): WorkflowCache {
    return new WorkflowCache('none');
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'gitHub' | 'repository' | 'none',
    /** @internal */
    public readonly _repositoryName?: string,
  ) {}
}
