import { lifecycleRule, ruleName } from './lifecycle-rule';
import { type LifecycleRule, tagsOf } from './lifecycle-text';

const few = 5;

export const countLow = lifecycleRule({
  id: 'lifecycle-count-low',
  severity: 'warning',
  title: 'A lifecycle rule that keeps too few images',
  fix: `Keep ${few} or more, so that the running images and those for a rollback still exist, or limit the rule to some tags.`,
  problems: (rules) =>
    rules.flatMap((rule, index) =>
      isLow(rule) && !rules.some((other) => isBefore(other, rule) && selectsEveryTag(other))
        ? [
            `has ${ruleName(rule, index)} that keeps ${String(rule.countNumber)} of all images. A few pushes delete the image that runs.`,
          ]
        : [],
    ),
});

function isLow(rule: LifecycleRule): boolean {
  const { countType, countNumber, action, tagStatus } = rule;
  if ((tagStatus !== 'any' && !selectsEveryTag(rule)) || countType !== 'imageCountMoreThan' || action !== 'expire') {
    return false;
  }
  return typeof countNumber === 'number' && countNumber >= 1 && countNumber < few;
}

function selectsEveryTag(rule: LifecycleRule): boolean {
  const tags = tagsOf(rule);
  return rule.tagStatus === 'tagged' && tags.length > 0 && tags.every((tag) => /^\*+$/.test(tag));
}

/** Whether a rule takes images away from a later one: an image that a rule selects is never of a rule after it. */
function isBefore(other: LifecycleRule, rule: LifecycleRule): boolean {
  if (typeof other.priority !== 'number' || typeof rule.priority !== 'number') return false;
  return other.priority < rule.priority && other.storageClass === rule.storageClass;
}
