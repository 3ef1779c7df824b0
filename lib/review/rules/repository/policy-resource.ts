import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';

export const policyResource = reviewRule({
  id: 'repository-policy-resource',
  severity: 'error',
  title: 'A Resource in a repository policy',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter((policy) => policy.of === 'repository')
      .flatMap(({ name, statements }) =>
        statements
          .filter(({ resources, notResources }) => resources !== undefined || notResources !== undefined)
          .map((statement) => ({
            source: statement.source,
            message: `${shownStatement(statement)} of ${shown(name)} has a Resource. A repository policy applies to its own repository only, and ECR refuses a Resource.`,
            fix: 'Leave Resource out.',
          })),
      ),
});
