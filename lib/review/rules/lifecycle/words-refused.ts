import { hasUnresolved } from '../../texts/symbolic-text';
import { eachLifecycleRule } from './lifecycle-rule';
import { type LifecycleRule } from './lifecycle-text';

const words = {
  tagStatus: ['tagged', 'untagged', 'any'],
  countType: ['imageCountMoreThan', 'sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'],
  action: ['expire', 'transition'],
} as const;

export const wordsRefused = eachLifecycleRule({
  id: 'lifecycle-words-refused',
  severity: 'error',
  title: 'A lifecycle rule with a word that ECR does not know',
  fix: `For tagStatus, use ${either('tagStatus')}. For countType, use ${either('countType')}. For the action type, use ${either('action')}.`,
  problem: (rule) => {
    const key = (['tagStatus', 'countType', 'action'] as const).find((one) => isUnknown(rule, one));
    return key && `without a ${key === 'action' ? 'type of action' : key} that ECR knows. It refuses the whole policy.`;
  },
});

function isUnknown(rule: LifecycleRule, key: keyof typeof words): boolean {
  const value = rule[key];
  return value === undefined || !(hasUnresolved(value) || words[key].some((word) => word === value));
}

function either(key: keyof typeof words): string {
  return words[key].join(', ').replace(/, (?=\w+$)/, ' or ');
}
