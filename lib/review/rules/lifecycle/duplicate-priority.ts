import { lifecycleRule } from './lifecycle-rule';

export const duplicatePriority = lifecycleRule({
  id: 'lifecycle-priority-refused',
  severity: 'error',
  title: 'Lifecycle rules whose priorities ECR refuses',
  fix: 'Number the rules 1, 2, 3 in the order in which they select images.',
  problems: (rules) => {
    const priorities = rules.map(({ priority }) => priority).filter((one) => typeof one !== 'string');
    const wrong = priorities.filter((one) => typeof one !== 'number' || !Number.isInteger(one) || one < 1);
    const twice = new Set(priorities.filter((one, index) => priorities.indexOf(one) < index && !wrong.includes(one)));
    return [
      ...(wrong.length > 0 ? ['has a rule whose rulePriority is no whole number from 1. ECR refuses the policy.'] : []),
      ...[...twice].map((one) => `has two rules of priority ${String(one)}. ECR refuses the policy.`),
    ];
  },
});
