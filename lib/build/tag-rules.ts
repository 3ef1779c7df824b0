import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Problem, refuseIf, validateList } from '../private/validation';
import { ImageTag } from './image-tag';
import { isFixedPrefix, isFixedTag } from './tag-mobility';

/** The rules that a build names its image by, in the order of the list. */
export function tagRules(repository: IRepository, tags: readonly ImageTag[] = [ImageTag.commit()]): string[] {
  validateList('tags', tags);
  refuseIf('tags', tags.length > 20 ? `must list at most 20 tags, got ${tags.length}` : undefined);
  const rules = tags.map(({ _rule: rule }) => rule);
  tags.forEach((tag, index) => {
    const path = `tags[${index}]`;
    const rule = rules[index] ?? '';
    refuseIf(path, rules.indexOf(rule) < index ? `must be listed once, got '${rule}' again` : undefined);
    refuseIf(path, movingProblem(repository, tag));
  });
  return rules;
}

/** Why a repository would refuse the second build with a tag, as far as it is visible. */
export function movingProblem(repository: IRepository, { _moving: moving }: ImageTag): Problem {
  if (moving === undefined) return undefined;
  const { tag, prefix = '' } = moving;
  if (tag !== undefined) {
    return isFixedTag(repository, tag)
      ? `must be a tag that the repository lets move, got '${tag}'; add it to the repository's mutableTags`
      : undefined;
  }
  const remedy = prefix === '' ? "give a prefix like 'branch-', and add 'branch-*'" : `add '${prefix}*'`;
  return isFixedPrefix(repository, prefix)
    ? `must be tags that the repository lets move, got '${prefix}*'; ${remedy} to the repository's mutableTags`
    : undefined;
}
