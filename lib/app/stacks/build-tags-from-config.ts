import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ImageTag } from '../../naming/image-tag';
import { movingTagProblem, mutableTagsOf } from '../../naming/tag-mobility';
import { refuseIf } from '../../private/validation/validation';
import { type BuildConfig } from '../config/schema';

/** The tags of a build. If the repository keeps a tag immutable, the problem names the key of the tag in the file. */
export function buildTagsOf(repository: IRepository | undefined, tags: NonNullable<BuildConfig['tags']>): ImageTag[] {
  const named: [path: string, tag: ImageTag][] = [
    ...when(tags.commit, 'commit', () => ImageTag.commit()),
    ...when(tags.shortCommit, 'shortCommit', () => ImageTag.shortCommit()),
    ...when(tags.semanticVersion, 'semanticVersion', () => ImageTag.semanticVersion()),
    ...when(tags.branch, 'branch', () => ImageTag.branch()),
    ...when(tags.branchPrefix, 'branchPrefix', (prefix) => ImageTag.branch(prefix)),
    ...when(tags.buildNumber, 'buildNumber', () => ImageTag.buildNumber()),
    ...(tags.fixed ?? []).flatMap((one, index) => when(one, `fixed[${index}]`, (tag) => ImageTag.fixed(tag))),
  ];
  return named.map(([path, tag]) => {
    if (repository) refuseIf(`tags.${path}`, movingTagProblem(tag, mutableTagsOf(repository)));
    return tag;
  });
}

function when<T>(value: T | undefined, path: string, create: (value: T) => ImageTag): [path: string, tag: ImageTag][] {
  return value === undefined ? [] : [[path, create(value)]];
}
