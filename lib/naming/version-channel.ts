import { quote, type Rule } from '../private/validation/validation';

/** A tag that always names the highest stable version of a part of all versions. */
export enum VersionChannel {
  /** The highest version with the same first number: `1` for `1.2.3`. */
  MAJOR = 'major',

  /** The highest version with the same first two numbers: `1.2` for `1.2.3`. */
  MINOR = 'minor',

  /** The highest version of all: `latest`. */
  LATEST = 'latest',
}

/** Options for tags of versions. */
export interface SemanticVersionOptions {
  /**
   * The tags that also move to the image if it has the highest stable version of all images in the repository. A pre-release
   * gets none of them. A back-port, such as `1.9.9` after `2.0.0`, gets `1` and `1.9`, but not `latest`. Listing the tags of
   * the repository requires `ecr:ListImages`. A build has it, and a publisher role needs the repository in its
   * `listRepositories`. Throws if the repository does not let the tags move, and for an empty list.
   *
   * @default - none: an image only gets the tag of its version
   */
  readonly channels?: VersionChannel[];
}

/** The rule for one channel of a list. */
export function versionChannelRule(channels: readonly unknown[]): Rule {
  const known: readonly unknown[] = Object.values(VersionChannel);
  return (value) => {
    if (!known.includes(value)) return `must be one of ${known.join(', ')}, got ${quote(value)}`;
    const again = channels.filter((channel) => channel === value).length > 1;
    return again ? `must be listed once, got ${quote(value)} again` : undefined;
  };
}
