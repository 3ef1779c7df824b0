import { lifecycleRule } from './lifecycle-rule';

export const selectedTwice = lifecycleRule({
  id: 'lifecycle-selected-twice',
  severity: 'error',
  title: 'Two lifecycle rules for untagged images, or for all',
  fix: 'Keep one of them.',
  problems: (rules) =>
    (['untagged', 'any'] as const).flatMap((status) =>
      (['standard', 'archive'] as const).flatMap((storage) => {
        const count = rules.filter((rule) => rule.tagStatus === status && rule.storageClass === storage).length;
        return count > 1
          ? [`has ${count} rules with tagStatus '${status}'. ECR accepts one and refuses the policy.`]
          : [];
      }),
    ),
});
