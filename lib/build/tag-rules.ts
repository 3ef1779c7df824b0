import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Problem, refuseIf, validateList } from '../private/validation';
import { ImageTag } from './image-tag';
import { isFixedPrefix, isFixedTag } from './tag-mobility';

/** The rules that a build names its image by, in the order of the list. */
export function tagRules(repository: IRepository, tags: readonly ImageTag[] = [ImageTag.commit()]): string[] {
  validateList('tags', tags);
  refuseIf('tags', tags.length > 20 ? `must list at most 20 tags, got ${tags.length}` : undefined);
  const rules = tags.map(({ _rule: rule }) => rule);
  tags.forEach(({ _moving: moving }, index) => {
    const path = `tags[${index}]`;
    const rule = rules[index] ?? '';
    refuseIf(path, rules.indexOf(rule) < index ? `must be listed once, got '${rule}' again` : undefined);
    refuseIf(path, moving && movingProblem(repository, moving));
  });
  return rules;
}

function movingProblem(repository: IRepository, { tag, prefix = '' }: { tag?: string; prefix?: string }): Problem {
  if (tag !== undefined) {
    return isFixedTag(repository, tag)
      ? `must be a tag that the repository lets move, got '${tag}'; add it to the repository's mutableTags`
      : undefined;
  }
  return isFixedPrefix(repository, prefix)
    ? `must be tags that the repository lets move, got '${prefix}*'; give a prefix, and add '${prefix || 'branch-'}*' ` +
        "to the repository's mutableTags"
    : undefined;
}
