import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';

export const allowNotPrincipal = reviewRule({
  id: 'allow-not-principal',
  severity: 'error',
  title: 'An Allow for anyone except the named principals',
  needsReviewer: true,
  findProblems: (graph) =>
    resourcePoliciesOf(graph).flatMap(({ name, statements }) =>
      readableAllows(statements)
        .filter(({ notPrincipals }) => notPrincipals !== undefined)
        .map((statement) => ({
          source: statement.source,
          message: `${shownStatement(statement)} of ${shown(name)} allows by NotPrincipal. That is anyone in the world who is not named.`,
          fix: 'Name the allowed principals in Principal. NotPrincipal belongs in a Deny.',
        })),
    ),
});
