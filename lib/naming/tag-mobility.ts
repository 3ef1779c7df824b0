import { Token } from 'aws-cdk-lib';
import { CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { awsLimits } from '../private/aws/limits';
import { type Problem } from '../private/validation/validation';
import { type ImageTag } from './image-tag';
import { tagKinds } from './tag-kinds';
import { VersionChannel } from './version-channel';

/**
 * The tags of a repository that may move to another image, as patterns with `*`. Undefined if synth does not know them, as
 * for an imported repository.
 */
export type MutableTags = readonly string[] | undefined;

/** The setting of a resource for its tags. ECR's default is that all tags may move. Undefined if synth does not know it. */
export function tagMutabilityOf({ imageTagMutability: mutability = 'MUTABLE' }: CfnRepository): string | undefined {
  return Token.isUnresolved(mutability) ? undefined : mutability;
}

/** The tags of a repository that may move. */
export function mutableTagsOf(repository: IRepository): MutableTags {
  const resource = repository.node.defaultChild;
  if (!(resource instanceof CfnRepository)) return undefined;
  const mutability = tagMutabilityOf(resource);
  const { imageTagMutabilityExclusionFilters: filters = [] } = resource;
  if (mutability === 'MUTABLE') return ['*'];
  if (mutability === 'IMMUTABLE') return [];
  if (mutability !== 'IMMUTABLE_WITH_EXCLUSION' || !Array.isArray(filters)) return undefined;
  const patterns = filters.map((filter) =>
    Token.isUnresolved(filter) || !('imageTagMutabilityExclusionFilterValue' in filter)
      ? undefined
      : filter.imageTagMutabilityExclusionFilterValue,
  );
  const known = patterns.filter((pattern) => pattern !== undefined && !Token.isUnresolved(pattern));
  return known.length === patterns.length ? (known as string[]) : undefined;
}

/**
 * Whether a tag may move. The answer is yes if synth does not know it. A tag with a `*` is a pattern for many tags. It may move
 * if a pattern of the repository could match one of them.
 */
export function mayMove(tag: string, mutableTags: MutableTags): boolean {
  if (mutableTags === undefined || Token.isUnresolved(tag)) return true;
  if (!tag.includes('*')) return mutableTags.some((pattern) => matches(pattern, tag));
  const start = literalStart(tag);
  return mutableTags.some((pattern) => {
    const other = literalStart(pattern);
    return pattern.includes('*') && (other.startsWith(start) || start.startsWith(other));
  });
}

/**
 * The problem with a tag that builds move, or that has channels, if the repository does not let it move. `branches` are the
 * branches that are built, with `*` if they are not known.
 */
export function movingTagProblem(
  tag: ImageTag,
  mutableTags: MutableTags,
  branches: readonly string[] = ['*'],
): Problem {
  if (!tagKinds[tag._kind].moves) return channelProblem(tag, mutableTags);
  const text = tag._text ?? '';
  const names = tag._kind === 'branch' ? branches.map((branch) => asTag(text + branch)) : [text];
  const stuck = names.find((name) => !mayMove(name, mutableTags));
  if (stuck === undefined) return undefined;
  if (!stuck.includes('*')) {
    return `must be a tag that the repository lets move, got '${stuck}'. Add it to the repository's mutableTags`;
  }
  const remedy = stuck === '*' ? "Give a prefix like 'branch-', and add 'branch-*'" : `Add '${stuck}'`;
  return `must be tags that the repository lets move, got '${stuck}'. ${remedy} to the repository's mutableTags`;
}

/** Tags that each channel may have, and patterns of a repository that such tags may match, up to their first `*`. */
const channelTags = {
  [VersionChannel.MAJOR]: { example: '1', tag: /^\d+$/, start: /^\d*$/ },
  [VersionChannel.MINOR]: { example: '1.2', tag: /^\d+\.\d+$/, start: /^(\d+(\.\d*)?)?$/ },
  [VersionChannel.LATEST]: { example: 'latest', tag: /^latest$/, start: /^(l(a(t(e(st?)?)?)?)?)?$/ },
} as const satisfies Readonly<Record<VersionChannel, object>>;

/**
 * The problem with the channels of versions in a repository that lets none of their tags move. Synth does not know the versions,
 * so one possible tag is enough.
 */
function channelProblem({ _channels: channels }: ImageTag, mutableTags: MutableTags): Problem {
  const stuck = channels.find((channel) => {
    const { tag, start } = channelTags[channel];
    return mutableTags?.every(
      (pattern) => !(pattern.includes('*') ? start.test(literalStart(pattern)) : tag.test(pattern)),
    );
  });
  if (stuck === undefined) return undefined;
  const { example } = channelTags[stuck];
  const later = stuck === VersionChannel.LATEST ? '' : ', and each later tag of the channel';
  return (
    `must have channels whose tags the repository lets move, got '${stuck}', such as the tag '${example}'. ` +
    `Add '${example}' to the repository's mutableTags${later}`
  );
}

/** A text as a tag, as `name-image.sh` writes it, character by character of UTF-8. A `*` for unknown text stays. */
export function asTag(text: string): string {
  if (Token.isUnresolved(text)) return text;
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return bytes
    .replace(/[^A-Za-z0-9._*-]/g, '-')
    .replace(/^[.-]/, '_')
    .slice(0, awsLimits.ecr.tagCharacters);
}

function matches(pattern: string, tag: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(tag);
}

function literalStart(pattern: string): string {
  return pattern.split('*')[0] ?? '';
}
