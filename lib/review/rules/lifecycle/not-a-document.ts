import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { type Lifecycle, lifecyclesOf } from './lifecycle-text';

export const notADocument = reviewRule({
  id: 'lifecycle-not-a-document',
  severity: 'error',
  title: 'A lifecycle policy that ECR cannot read',
  look: (graph) =>
    lifecyclesOf(graph).flatMap((lifecycle) => {
      const problem = problemOf(lifecycle);
      if (problem === undefined) return [];
      const { resource, name } = lifecycle.repository;
      return [
        {
          source: resource.source,
          message: `ECR refuses the lifecycle policy of repository '${shown(name)}': ${problem}.`,
          fix: 'Write JSON text with `rules`, 1 to 50 of them, in 100 to 30,720 characters.',
        },
      ];
    }),
});

function problemOf({ text, rules, open }: Lifecycle): string | undefined {
  if (text.length > 30_720) return `it has ${text.length} characters, and ECR takes 30720`;
  if (!rules) return open ? undefined : 'it is no JSON text with a list of rules';
  if (rules.length === 0) return 'it has no rules';
  if (rules.length > 50) return 'it has more than 50 rules';
  return !open && text.length < 100 ? `it has ${text.length} characters, and ECR takes 100 or more` : undefined;
}
