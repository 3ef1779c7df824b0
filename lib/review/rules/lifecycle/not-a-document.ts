import { reviewRule } from '../review-rule';
import { type Lifecycle, lifecyclesOf } from './lifecycle-text';
import { ecrLimits } from '../../service-limits';

const { lifecyclePolicyCharacters: characters, lifecycleRules } = ecrLimits;

export const notADocument = reviewRule({
  id: 'lifecycle-not-a-document',
  severity: 'error',
  title: 'A lifecycle policy that ECR cannot read',
  findProblems: (graph) =>
    lifecyclesOf(graph).flatMap((lifecycle) => {
      const problem = problemOf(lifecycle);
      if (problem === undefined) return [];
      const { resource, words } = lifecycle.holder;
      return [
        {
          source: resource.source,
          message: `ECR refuses the lifecycle policy of ${words}: ${problem}.`,
          fix: 'Write JSON text with `rules`, 1 to 50 of them, in 100 to 30,720 characters.',
        },
      ];
    }),
});

function problemOf({ text, rules, open }: Lifecycle): string | undefined {
  if (text.length > characters.most)
    return `it has ${text.length} characters, but ECR accepts at most ${characters.most}`;
  if (!rules) return open ? undefined : 'it is not JSON text with a list of rules';
  if (rules.length === 0) return 'it has no rules';
  if (rules.length > lifecycleRules) return `it has more than ${lifecycleRules} rules`;
  return !open && text.length < characters.least
    ? `it has ${text.length} characters, but ECR requires at least ${characters.least}`
    : undefined;
}
