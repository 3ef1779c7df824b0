import { hasUnresolved } from '../../texts/symbolic-text';
import { eachLifecycleRule } from './lifecycle-rule';

export const unitRefused = eachLifecycleRule({
  id: 'lifecycle-unit-refused',
  severity: 'error',
  title: 'A lifecycle rule whose unit ECR refuses',
  fix: "Write countUnit 'days' with the countTypes that start with since, and leave it out with imageCountMoreThan.",
  problem: ({ countType, countUnit }) => {
    if (typeof countUnit === 'string' && hasUnresolved(countUnit)) return undefined;
    if (countType === 'imageCountMoreThan') {
      return countUnit === undefined ? undefined : 'that counts images and has a countUnit. ECR refuses the policy.';
    }
    if (countType?.startsWith('since') !== true || countUnit === 'days') return undefined;
    return "whose countUnit is not 'days'. ECR refuses the policy.";
  },
});
