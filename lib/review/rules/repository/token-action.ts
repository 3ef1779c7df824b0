import { loginAction } from '../../../private/aws/ecr-actions';
import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';
import { namesAction } from '../statement-actions';

export const tokenAction = reviewRule({
  id: 'repository-policy-token-action',
  severity: 'error',
  title: 'ecr:GetAuthorizationToken in a repository policy',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter((policy) => policy.of === 'repository')
      .flatMap(({ name, statements }) =>
        statements
          .filter((statement) => namesAction(statement, loginAction))
          .map((statement) => ({
            source: statement.source,
            message: `${shownStatement(statement)} of ${shown(name)} allows ecr:GetAuthorizationToken. That action applies to no repository. ECR answers "Invalid repository policy provided".`,
            fix: "Leave it out here. Allow it on '*' in an identity policy of the principal that logs in.",
          })),
      ),
});
