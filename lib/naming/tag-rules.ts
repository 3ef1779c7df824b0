import { type Problem, refuseIf, validateList } from '../private/validation/validation';
import { ImageTag } from './image-tag';

const mostTags = 20;

/**
 * The rules that an image is named by, in the order of the list. Throws for an empty list, for a tag that is listed twice,
 * and for a tag with a problem.
 */
export function tagRules(tags: readonly ImageTag[], problemOf: (tag: ImageTag) => Problem): string[] {
  validateList('tags', tags);
  refuseIf('tags', tags.length > mostTags ? `must list at most ${mostTags} tags, got ${tags.length}` : undefined);
  const rules = tags.map(({ _rule: rule }) => rule);
  tags.forEach((tag, index) => {
    const path = `tags[${index}]`;
    const rule = rules[index] ?? '';
    refuseIf(path, rules.indexOf(rule) < index ? `must be listed once, got '${rule}' again` : undefined);
    refuseIf(path, problemOf(tag));
  });
  return rules;
}

/** The environment variables that hold the rules. */
export function tagRuleVariables(rules: readonly string[]): Record<string, string> {
  return Object.fromEntries(rules.map((rule, index) => [`TAG_RULE_${String(index).padStart(2, '0')}`, rule]));
}

/** The tags of an image without `tags`. */
export const defaultTags: readonly ImageTag[] = [ImageTag.commit()];
