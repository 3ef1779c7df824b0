import { type LifecycleSelection } from './lifecycle-rule';

/**
 * Whether every image that a rule selects was selected by an earlier one: then the rule never takes any. Selections of
 * different storage classes never meet.
 */
export function isShieldedBy(rule: LifecycleSelection, earlier: LifecycleSelection): boolean {
  if ((rule.storageClass ?? 'standard') !== (earlier.storageClass ?? 'standard')) return false;
  if (earlier.tagStatus !== 'tagged' || rule.tagStatus !== 'tagged') return false;
  // The lists are "all of these": each of the earlier patterns has to be met by what one of the rule's patterns demands.
  const demands = patternsOf(rule);
  return patternsOf(earlier).every((pattern) => demands.some((demand) => includes(pattern, demand)));
}

/** The patterns of a selection; a prefix is one that ends in `*`. */
export function patternsOf({ tagPatternList, tagPrefixList = [] }: LifecycleSelection): readonly string[] {
  return tagPatternList ?? tagPrefixList.map((prefix) => `${prefix}*`);
}

/**
 * Whether a pattern matches everything that another one does. The `*` of the other stands for anything, so only a `*`
 * can take it; a table of "from here on" answers keeps it quadratic.
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

/** An exhausted pattern includes only what is exhausted too; a `*` may stand for more than nothing. */
function emptyIncludes(other: string): boolean[] {
  return [...new Array<boolean>(other.length).fill(false), true];
}
