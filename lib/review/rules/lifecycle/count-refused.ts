import { eachLifecycleRule } from './lifecycle-rule';
import { ecrLimits } from '../../service-limits';

export const countRefused = eachLifecycleRule({
  id: 'lifecycle-count-refused',
  severity: 'error',
  title: 'A lifecycle rule whose number ECR refuses',
  fix: 'Write a whole number of 1 or more. With sinceImageTransitioned, write 90 or more.',
  problem: ({ countNumber, countType }) => {
    // A number may be a text, with quotes or an unresolved value. Then ECR decides.
    if (typeof countNumber === 'string') return undefined;
    const least = countType === 'sinceImageTransitioned' ? ecrLimits.leastArchivedDays : 1;
    if (typeof countNumber === 'number' && Number.isInteger(countNumber) && countNumber >= least) return undefined;
    return `whose countNumber is ${typeof countNumber === 'number' ? countNumber : 'missing'}. ECR accepts whole numbers from ${least} and refuses the policy.`;
  },
});
