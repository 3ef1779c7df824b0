import { lifecycleRule } from './lifecycle-rule';

export const anyNotLast = lifecycleRule({
  id: 'lifecycle-any-not-last',
  severity: 'error',
  title: "A lifecycle rule for 'any' before others",
  fix: "Give the rule with tagStatus 'any' the highest rulePriority.",
  problems: (rules) =>
    rules.flatMap((rule) => {
      if (rule.tagStatus !== 'any' || typeof rule.priority !== 'number') return [];
      const { priority, storageClass } = rule;
      const later = rules.find(
        (other) =>
          other.tagStatus !== 'any' &&
          other.storageClass === storageClass &&
          typeof other.priority === 'number' &&
          other.priority > priority,
      );
      return later
        ? [`has rule ${priority} for all images before rule ${String(later.priority)}. ECR refuses the policy.`]
        : [];
    }),
});
