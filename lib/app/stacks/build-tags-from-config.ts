import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ImageTag } from '../../naming/image-tag';
import { impossibleTagProblem, type RunRefs } from '../../naming/run-refs';
import { type TagKindName } from '../../naming/tag-kinds';
import { movingTagProblem, mutableTagsOf } from '../../naming/tag-mobility';
import { VersionChannel } from '../../naming/version-channel';
import { refuseIf } from '../../private/validation/validation';
import { type BuildConfig } from '../config/schema';

type BuildTags = NonNullable<BuildConfig['tags']>;
type NamedTag = [path: string, tag: ImageTag];

/** Reads the keys of each kind of tag. The order is that of the tags of an image. */
const readers = {
  commit: ({ commit }) => when(commit, 'commit', () => ImageTag.commit()),
  'short-commit': ({ shortCommit }) => when(shortCommit, 'shortCommit', () => ImageTag.shortCommit()),
  'semantic-version': ({ semanticVersion, channels }) =>
    when(semanticVersion, 'semanticVersion', () => ImageTag.semanticVersion({ channels: channels?.map(channelOf) })),
  branch: ({ branch, branchPrefix }) => [
    ...when(branch, 'branch', () => ImageTag.branch()),
    ...when(branchPrefix, 'branchPrefix', (prefix) => ImageTag.branch(prefix)),
  ],
  'build-number': ({ buildNumber }) => when(buildNumber, 'buildNumber', () => ImageTag.buildNumber()),
  fixed: ({ fixed = [] }) => fixed.flatMap((one, index) => when(one, `fixed[${index}]`, (tag) => ImageTag.fixed(tag))),
} satisfies Readonly<Record<TagKindName, (tags: BuildTags) => NamedTag[]>>;

/**
 * The tags of a build. The problem of a tag that the repository keeps immutable, or that no build can have, names the key of the
 * tag in the file.
 */
export function buildTagsOf(
  repository: IRepository | undefined,
  refs: RunRefs | undefined,
  tags: BuildTags,
): ImageTag[] {
  const named = Object.values(readers).flatMap((read) => read(tags));
  return named.map(([path, tag]) => {
    refuseIf(`tags.${path}`, impossibleTagProblem(tag, refs));
    const key = tag._channels.length > 0 ? 'channels' : path;
    if (repository) refuseIf(`tags.${key}`, movingTagProblem(tag, mutableTagsOf(repository), refs?.branches));
    return tag;
  });
}

const channels = { major: VersionChannel.MAJOR, minor: VersionChannel.MINOR, latest: VersionChannel.LATEST };

function channelOf(name: keyof typeof channels): VersionChannel {
  return channels[name];
}

function when<T>(value: T | undefined, path: string, create: (value: T) => ImageTag): NamedTag[] {
  return value === undefined ? [] : [[path, create(value)]];
}
