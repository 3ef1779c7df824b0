import { imageTagRule } from '../private/tag-pattern';
import { validate } from '../private/validation';

/** A tag that a workflow gives its image. */
export class WorkflowTag {
  /** The commit in full. */
  public static commit(): WorkflowTag {
    return new WorkflowTag('commit');
  }

  /** The first twelve digits of the commit. */
  public static shortCommit(): WorkflowTag {
    return new WorkflowTag('shortCommit');
  }

  /**
   * The branch, with `-` for what no image tag holds: `feature/x` becomes `feature-x`. Runs for a Git tag have none. Throws in
   * a workflow whose repository does not let such tags move.
   */
  public static branch(): WorkflowTag {
    return new WorkflowTag('branch');
  }

  /** The semantic version that a Git tag names: `1.2.3` for `v1.2.3`. Other runs have none. */
  public static semanticVersion(): WorkflowTag {
    return new WorkflowTag('semanticVersion');
  }

  /**
   * The same tag for every image, like `latest`. Throws in a workflow whose repository does not let it move.
   *
   * @param tag the tag. Throws where it is no image tag.
   */
  public static fixed(tag: string): WorkflowTag {
    validate('tag', tag, imageTagRule);
    return new WorkflowTag('fixed', tag);
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'commit' | 'shortCommit' | 'branch' | 'semanticVersion' | 'fixed',
    /** @internal */
    public readonly _tag = '',
  ) {}
}
