import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ImageTag } from '../../naming/image-tag';
import { type TagKindName } from '../../naming/tag-kinds';
import { movingTagProblem, mutableTagsOf } from '../../naming/tag-mobility';
import { refuseIf } from '../../private/validation/validation';
import { type BuildConfig } from '../config/schema';

type BuildTags = NonNullable<BuildConfig['tags']>;
type NamedTag = [path: string, tag: ImageTag];

/** Reads the keys of each kind of tag. The order is that of the tags of an image. */
const readers = {
  commit: ({ commit }) => when(commit, 'commit', () => ImageTag.commit()),
  'short-commit': ({ shortCommit }) => when(shortCommit, 'shortCommit', () => ImageTag.shortCommit()),
  'semantic-version': ({ semanticVersion }) =>
    when(semanticVersion, 'semanticVersion', () => ImageTag.semanticVersion()),
  branch: ({ branch, branchPrefix }) => [
    ...when(branch, 'branch', () => ImageTag.branch()),
    ...when(branchPrefix, 'branchPrefix', (prefix) => ImageTag.branch(prefix)),
  ],
  'build-number': ({ buildNumber }) => when(buildNumber, 'buildNumber', () => ImageTag.buildNumber()),
  fixed: ({ fixed = [] }) => fixed.flatMap((one, index) => when(one, `fixed[${index}]`, (tag) => ImageTag.fixed(tag))),
} satisfies Readonly<Record<TagKindName, (tags: BuildTags) => NamedTag[]>>;

/** The tags of a build. If the repository keeps a tag immutable, the problem names the key of the tag in the file. */
export function buildTagsOf(repository: IRepository | undefined, tags: BuildTags): ImageTag[] {
  const named = Object.values(readers).flatMap((read) => read(tags));
  return named.map(([path, tag]) => {
    if (repository) refuseIf(`tags.${path}`, movingTagProblem(tag, mutableTagsOf(repository)));
    return tag;
  });
}

function when<T>(value: T | undefined, path: string, create: (value: T) => ImageTag): NamedTag[] {
  return value === undefined ? [] : [[path, create(value)]];
}
