import { type LifecycleRule, tagsOf } from '../../rules/lifecycle/lifecycle-text';

/** An image as lifecycle rules see it. */
export interface SampleImage {
  readonly tags: readonly string[];
  readonly isArchived: boolean;
}

/** With more patterns, no tags for pairs of them are made: 50 rules would give thousands. */
const mostCombined = 24;

/** A tag that no pattern of a person is likely to match, except `*`. */
const otherTag = '_any.other-tag_';

/**
 * Returns images that lifecycle rules treat differently. One has no tags. Others have a tag for each pattern, for pairs of
 * patterns and for all patterns of a rule. One has a tag that no pattern names.
 */
export function sampleImages(rules: readonly LifecycleRule[]): SampleImage[] {
  const lists = rules.map(tagsOf);
  const patterns = Array.from(new Set(lists.flat()));
  const canCombine = patterns.length <= mostCombined;
  const single = new Set([otherTag, ...patterns.flatMap(matchingTags), ...(canCombine ? joined(patterns) : [])]);
  const tags = Array.from(single, (tag) => [tag]);
  const firstTags = [otherTag, ...patterns.map((pattern) => pattern.replaceAll('*', '0'))];
  const pairs = canCombine
    ? firstTags.flatMap((one, index) => firstTags.slice(index + 1).map((other) => [one, other]))
    : [];
  const ofRules = lists.filter((list) => list.length > 1).map((list) => list.map((one) => one.replaceAll('*', '0')));
  return [[], ...tags, ...pairs, ...ofRules].flatMap((list) => [
    { tags: list, isArchived: false },
    { tags: list, isArchived: true },
  ]);
}

function matchingTags(pattern: string): string[] {
  return [pattern.replaceAll('*', ''), pattern.replaceAll('*', '0')].filter((tag) => tag !== '');
}

/** Tags that two patterns match: the start of one and the end of the other. */
function joined(patterns: readonly string[]): string[] {
  const starts = patterns.map((pattern) => pattern.split('*')[0] ?? '');
  const ends = patterns.map((pattern) => (pattern.includes('*') ? (pattern.split('*').at(-1) ?? '') : ''));
  return starts.flatMap((start) => ends.map((end) => `${start}0${end}`));
}
