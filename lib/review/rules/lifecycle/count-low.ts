import { eachLifecycleRule } from './lifecycle-rule';
import { tagsOf } from './lifecycle-text';

const few = 5;

export const countLow = eachLifecycleRule({
  id: 'lifecycle-count-low',
  severity: 'warning',
  title: 'A lifecycle rule that keeps very few images',
  fix: `Keep ${few} or more, so that what runs and what you would go back to is still there; or say which tags are meant.`,
  problem: (rule) => {
    const { countType, countNumber, action, tagStatus } = rule;
    const wide = tagStatus === 'any' || (tagStatus === 'tagged' && tagsOf(rule).every((tag) => /^\*+$/.test(tag)));
    if (!wide || countType !== 'imageCountMoreThan' || action !== 'expire') return undefined;
    if (typeof countNumber !== 'number' || countNumber < 1 || countNumber >= few) return undefined;
    return `that keeps ${countNumber} of all images: a few pushes delete the one that runs.`;
  },
});
