import { type LifecycleSelection } from './lifecycle-rule';

/**
 * Whether an earlier rule selects every image that a rule selects. Then the rule never takes an image. Rules for different
 * storage classes never select the same image.
 */
export function isShieldedBy(rule: LifecycleSelection, earlier: LifecycleSelection): boolean {
  if ((rule.storageClass ?? 'standard') !== (earlier.storageClass ?? 'standard')) return false;
  if (earlier.tagStatus !== 'tagged' || rule.tagStatus !== 'tagged') return false;
  // An image must match all patterns of a rule: each of the earlier patterns must include one of the rule's patterns.
  const patterns = patternsOf(rule);
  return patternsOf(earlier).every((pattern) => patterns.some((one) => includes(pattern, one)));
}

/** The patterns of a selection. A prefix becomes a pattern that ends in `*`. */
export function patternsOf({ tagPatternList, tagPrefixList = [] }: LifecycleSelection): readonly string[] {
  return tagPatternList ?? tagPrefixList.map((prefix) => `${prefix}*`);
}

/**
 * Whether a pattern matches every text that another pattern matches. The `*` of the other stands for any text, so only a
 * `*` includes it. The answers for all ends of the texts are stored, so the time is quadratic.
 */
export function includes(pattern: string, other: string): boolean {
  // ends[j]: whether pattern[i..] includes other[j..], for the i of the loop.
  let ends = emptyIncludes(other);
  for (let i = pattern.length - 1; i >= 0; i -= 1) {
    const before = ends;
    const star = pattern[i] === '*';
    ends = new Array<boolean>(other.length + 1).fill(false);
    for (let j = other.length; j >= 0; j -= 1) {
      const here = j < other.length ? other[j] : undefined;
      ends[j] = star
        ? (before[j] ?? false) || (here !== undefined && (ends[j + 1] ?? false))
        : here === pattern[i] && (before[j + 1] ?? false);
    }
  }
  return ends[0] ?? false;
}

/** An empty pattern includes only an empty text. A `*` may stand for more than that. */
function emptyIncludes(other: string): boolean[] {
  return [...new Array<boolean>(other.length).fill(false), true];
}
