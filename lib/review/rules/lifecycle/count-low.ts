import { eachLifecycleRule } from './lifecycle-rule';
import { tagsOf } from './lifecycle-text';

const few = 5;

export const countLow = eachLifecycleRule({
  id: 'lifecycle-count-low',
  severity: 'warning',
  title: 'A lifecycle rule that keeps too few images',
  fix: `Keep ${few} or more, so that the running images and those for a rollback still exist, or limit the rule to some tags.`,
  problem: (rule) => {
    const { countType, countNumber, action, tagStatus } = rule;
    const wide = tagStatus === 'any' || (tagStatus === 'tagged' && tagsOf(rule).every((tag) => /^\*+$/.test(tag)));
    if (!wide || countType !== 'imageCountMoreThan' || action !== 'expire') return undefined;
    if (typeof countNumber !== 'number' || countNumber < 1 || countNumber >= few) return undefined;
    return `that keeps ${countNumber} of all images. A few pushes delete the image that runs.`;
  },
});
