import { publicApi } from '../private/boundary/public-api';
import { repositoryNameRule } from '../private/oci/repository-name';
import { validate } from '../private/validation/validation';

/**
 * Where a workflow keeps the layers of its last builds.
 *
 * @see https://docs.docker.com/build/ci/github-actions/cache/
 */
@publicApi
export class WorkflowCache {
  /** GitHub's own cache. It takes no rights in AWS; GitHub Enterprise Server has none that BuildKit can use. */
  public static gitHub(): WorkflowCache {
    return new WorkflowCache('gitHub');
  }

  /**
   * An ECR repository of its own, whose tags `buildcache-*` may move.
   *
   * @param repositoryName its name. Throws where ECR takes no such name, and in a workflow whose role may not push to and
   * pull from it, or whose images it holds.
   */
  public static repository(repositoryName: string): WorkflowCache {
    validate('repositoryName', repositoryName, repositoryNameRule);
    return new WorkflowCache('repository', repositoryName);
  }

  /** None: each build does all of its work. */
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
