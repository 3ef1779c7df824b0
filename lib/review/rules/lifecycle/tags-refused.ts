import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { eachLifecycleRule } from './lifecycle-rule';
import { type LifecycleRule } from './lifecycle-text';
import { ecrLimits } from '../../service-limits';

export const tagsRefused = eachLifecycleRule({
  id: 'lifecycle-tags-refused',
  severity: 'error',
  title: 'A lifecycle rule whose tags ECR refuses',
  fix: "With tagStatus 'tagged', give tagPatternList or tagPrefixList, one of them, with at most four '*' in a pattern. With another tagStatus, give neither.",
  problem: (rule) => {
    const problem = problemOf(rule);
    return problem && `${problem}. ECR refuses the policy.`;
  },
});

function problemOf({ tagStatus, patterns, prefixes }: LifecycleRule): string | undefined {
  if (tagStatus === 'untagged' || tagStatus === 'any') {
    return patterns || prefixes ? `that names tags for tagStatus '${tagStatus}'` : undefined;
  }
  if (tagStatus !== 'tagged') return undefined;
  if (patterns && prefixes) return 'that has both tagPatternList and tagPrefixList';
  const tags = patterns ?? prefixes ?? [];
  if (tags.length === 0) return 'that is for tagged images and names no tags';
  const crowded = patterns?.find((pattern) => pattern.split('*').length - 1 > ecrLimits.wildcards);
  if (crowded !== undefined) return `whose pattern ${quoted(crowded)} has more than four '*'`;
  const form = patterns ? /^[\w.*-]+$/ : /^[\w.-]+$/;
  const wrong = tags.find((tag) => !hasUnresolved(tag) && (tag.length > ecrLimits.tagCharacters || !form.test(tag)));
  return wrong === undefined ? undefined : `whose ${patterns ? 'pattern' : 'prefix'} ${quoted(wrong)} no tag can have`;
}
