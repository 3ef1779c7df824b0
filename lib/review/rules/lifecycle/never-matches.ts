import { hasUnresolved } from '../../texts/symbolic-text';
import { quotedList } from '../shown';
import { lifecycleRule, ruleName } from './lifecycle-rule';
import { type LifecycleRule, tagsOf } from './lifecycle-text';
import { ecrLimits } from '../../service-limits';

/** ECR refuses longer patterns, and no real rule has more tags. */
const longest = ecrLimits.tagCharacters;
const mostTags = 5;

export const neverMatches = lifecycleRule({
  id: 'lifecycle-rule-never-matches',
  severity: 'warning',
  title: 'A lifecycle rule that never selects an image',
  fix: 'Give the narrower rule the lower rulePriority, or leave one of the two out.',
  problems: (rules) => {
    const ranked = rules.filter(isComparable).sort((one, other) => Number(one.priority) - Number(other.priority));
    return ranked.flatMap((rule, index) => {
      const earlierRule = ranked.slice(0, index).find((earlier) => isPrecededBy(rule, earlier));
      return earlierRule
        ? [
            `has ${ruleName(rule, index)} for ${quotedList(tagsOf(rule))}, which never selects an image, because ${ruleName(earlierRule, index)} comes before and selects all of these.`,
          ]
        : [];
    });
  },
});

function isComparable(rule: LifecycleRule): boolean {
  const tags = tagsOf(rule);
  return (
    rule.tagStatus === 'tagged' &&
    typeof rule.priority === 'number' &&
    tags.length > 0 &&
    tags.length <= mostTags &&
    tags.every((tag) => tag.length <= longest && !hasUnresolved(tag))
  );
}

/**
 * Whether an earlier rule selects all images of a rule. An image needs all tags of a list, so each earlier pattern must
 * include one of the later patterns.
 */
function isPrecededBy(rule: LifecycleRule, earlier: LifecycleRule): boolean {
  if (rule.storageClass !== earlier.storageClass || rule.priority === earlier.priority) return false;
  return tagsOf(earlier).every((pattern) => tagsOf(rule).some((demand) => includes(pattern, demand)));
}

/**
 * Whether a pattern matches everything that another matches. A `*` of the other is a character that only a `*` matches.
 * Pieces are searched from the left, so no text is read twice.
 */
function includes(pattern: string, demand: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === demand;
  if (!demand.startsWith(first) || !demand.slice(first.length).endsWith(last)) return false;
  const middle = demand.slice(first.length, demand.length - last.length);
  let from = 0;
  return rest.every((piece) => {
    const at = middle.indexOf(piece, from);
    from = at + piece.length;
    return at >= 0;
  });
}
