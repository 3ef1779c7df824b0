import { type LifecycleSelection } from '../lifecycle/lifecycle-rule';

/** Whether a rule is about images of these tags. */
export type TagMatcher = (tags: readonly string[]) => boolean;

/**
 * The tags that a selection asks for. A list is AND: each of its patterns has to match a tag of the image, any of them.
 */
export function tagMatcher({ tagStatus, tagPatternList, tagPrefixList = [] }: LifecycleSelection): TagMatcher {
  if (tagStatus === 'any') return () => true;
  if (tagStatus === 'untagged') return (tags) => tags.length === 0;
  // A prefix is literal: ECR gives `*` no meaning there.
  const matches = tagPatternList?.map(patternMatcher) ?? tagPrefixList.map(prefixMatcher);
  return (tags) => {
    for (const matchesOne of matches) if (!hasMatch(tags, matchesOne)) return false;
    return tags.length > 0;
  };
}

/** A plain loop: with fifty rules and a million images, what `some` costs besides is much. */
function hasMatch(tags: readonly string[], matches: (tag: string) => boolean): boolean {
  for (const tag of tags) if (matches(tag)) return true;
  return false;
}

function prefixMatcher(prefix: string): (tag: string) => boolean {
  return (tag) => tag.startsWith(prefix);
}

/**
 * A tag pattern, where `*` stands for any characters or none and all else for itself. The texts between the stars are
 * looked for from left to right: the leftmost place leaves most to the others, so nothing is ever tried twice.
 */
export function patternMatcher(pattern: string): (tag: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return (tag) => tag === pattern;
  if (last === '' && others.length === 0) return prefixMatcher(first);
  return (tag) => {
    const end = tag.length - last.length;
    let from = first.length;
    if (end < from || (first !== '' && !tag.startsWith(first)) || (last !== '' && !tag.endsWith(last))) return false;
    for (const text of others) {
      const place = tag.indexOf(text, from);
      if (place < 0 || place + text.length > end) return false;
      from = place + text.length;
    }
    return true;
  };
}
