import { imageTagRule, tagPrefixRule } from '../private/tag-pattern';
import { validate } from '../private/validation';

/**
 * A tag that an image gets. What a tag can't hold becomes a hyphen (`feature/x` gives `feature-x`), and what is longer
 * than 128 characters is cut. Where a tag says nothing about a build, as the branch of a git tag, the image goes without;
 * where none is left, it gets that of `buildNumber()`.
 */
export class ImageTag {
  /** The commit, in full. It names one image for good: a second build of the commit keeps the image that is there. */
  public static commit(): ImageTag {
    return new ImageTag('commit');
  }

  /** The first 12 characters of the commit. */
  public static shortCommit(): ImageTag {
    return new ImageTag('short-commit');
  }

  /**
   * The branch that was pushed, or that a build was started for as `refs/heads/...`; a batch of two platforms that is
   * started by hand knows its commit only. It moves with each build, so the repository has to let it: `mutableTags: ['branch-*']`
   * with the prefix `branch-`.
   *
   * @param prefix what the tag starts with. Throws where a tag can't start so.
   */
  public static branch(prefix = ''): ImageTag {
    if (prefix !== '') validate('prefix', prefix, tagPrefixRule);
    return new ImageTag(`branch:${prefix}`, { prefix });
  }

  /** The version of the git tag that was pushed: `1.2.3` of `v1.2.3`, and `1.2.3_x` of `1.2.3+x`. */
  public static semanticVersion(): ImageTag {
    return new ImageTag('semantic-version');
  }

  /** The number and the id of the build, like `build-7-b1e6661e`. */
  public static buildNumber(): ImageTag {
    return new ImageTag('build-number');
  }

  /**
   * A tag that every build moves to its image, such as `latest`. Throws where it is no tag; the project throws where the
   * repository does not let it move.
   *
   * @param tag the tag.
   */
  public static fixed(tag: string): ImageTag {
    validate('tag', tag, imageTagRule);
    return new ImageTag(`fixed:${tag}`, { tag });
  }

  private constructor(
    /** @internal */
    public readonly _rule: string,
    /** What is known of a tag that moves. @internal */
    public readonly _moving?: { readonly tag?: string; readonly prefix?: string },
  ) {}
}
