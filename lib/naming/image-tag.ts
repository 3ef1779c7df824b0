import { publicApi } from '../private/boundary/public-api';
import { imageTagRule, tagPrefixRule } from '../private/oci/tag-pattern';
import { validate, validateEach } from '../private/validation/validation';
import { type TagKindName } from './tag-kinds';
import { type SemanticVersionOptions, VersionChannel, versionChannelRule } from './version-channel';

/**
 * A tag of an image, for builds of CodeBuild and for workflows of GitHub alike. Each character that a tag must not contain
 * becomes a hyphen (`feature/x` gives `feature-x`), and a tag is cut at 128 characters. If a tag does not apply to a run,
 * such as the branch of a run for a Git tag, the image does not get it. If no tag is left, the image gets that of
 * `buildNumber()`.
 *
 * @example
 * import { ImageBuildProject, ImageSource, ImageTag } from 'cdk-ecr-publishing';
 *
 * new ImageBuildProject(this, 'Build', {
 *   repository,
 *   source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn, branches: ['main'] }),
 *   tags: [ImageTag.commit(), ImageTag.fixed('latest')],
 * });
 */
@publicApi
export class ImageTag {
  /** The full commit. It names one image permanently. A second build of the commit keeps the existing image. */
  public static commit(): ImageTag {
    return new ImageTag('commit');
  }

  /** The first 12 characters of the commit. */
  public static shortCommit(): ImageTag {
    return new ImageTag('short-commit');
  }

  /**
   * The branch that was pushed, or that a build was started for as `refs/heads/...`. A CodeBuild batch of two platforms that
   * is started by hand knows only its commit. The tag follows the commits of its branch as a `fixed` tag does, so the repository
   * must let it move: with the prefix `branch-`, by `mutableTags: ['branch-*']`.
   *
   * @param prefix the start of the tag. Throws if a tag cannot start with it.
   */
  public static branch(prefix = ''): ImageTag {
    if (prefix !== '') validate('prefix', prefix, tagPrefixRule);
    return new ImageTag('branch', prefix);
  }

  /**
   * The version by SemVer 2.0.0 that a Git tag names: `1.2.3` for `v1.2.3`, and `1.2.3_x` for `1.2.3+x`. A version of more than
   * 128 characters gives no tag. With `channels`, the highest stable versions get the tags `1`, `1.2` and `latest` too.
   *
   * @param options the tags that follow the versions. Throws if a channel is listed twice.
   */
  public static semanticVersion(options: SemanticVersionOptions = {}): ImageTag {
    const { channels } = options;
    if (channels !== undefined) validateEach('channels', channels, versionChannelRule(channels));
    return new ImageTag('semantic-version', channels?.join(','));
  }

  /** The number and the id of the build, such as `build-7-b1e6661e`, or of the workflow run and its repetition. */
  public static buildNumber(): ImageTag {
    return new ImageTag('build-number');
  }

  /**
   * A tag that builds move to their image, such as `latest`. It only moves to a newer commit: a build of an older one leaves the
   * tag unchanged, even if it ends later. List `commit()` too: otherwise two builds that end within the same second can leave the tag at
   * the older commit. The project or the workflow throws if the repository does not let the tag move.
   *
   * @param tag the tag. Throws if it is not an image tag.
   */
  public static fixed(tag: string): ImageTag {
    validate('tag', tag, imageTagRule);
    return new ImageTag('fixed', tag);
  }

  private constructor(
    /** @internal */
    public readonly _kind: TagKindName,
    /** The prefix of a branch, the channels of versions, or the fixed tag. @internal */
    public readonly _text?: string,
  ) {}

  /** The rule as `name-image.sh` reads it: the kind, and the text behind a colon. @internal */
  public get _rule(): string {
    return this._text === undefined ? this._kind : `${this._kind}:${this._text}`;
  }

  /** The channels of versions. @internal */
  public get _channels(): readonly VersionChannel[] {
    const listed = this._kind === 'semantic-version' ? (this._text?.split(',') ?? []) : [];
    return Object.values(VersionChannel).filter((channel) => listed.includes(channel));
  }
}
