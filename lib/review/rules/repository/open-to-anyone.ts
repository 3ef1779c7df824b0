import { allowedTo, actionsOf } from '../policy-answers';
import { unnamedPrincipals } from '../sample-callers';
import { namesAnyone } from '../principals';
import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';
import { namesKey, principalKeys } from '../statement-bounds';
import { useOf } from './use-of-statement';

export const openToAnyone = reviewRule({
  id: 'ecr-policy-open-to-everybody',
  severity: 'error',
  needsReviewer: true,
  title: 'A repository or registry that is open to anyone',
  findProblems: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (!namesAnyone(statement) || namesKey(statement, principalKeys)) return [];
      const actions = allowedTo(unnamedPrincipals(policy), actionsOf(statement, policy), statement, policy);
      if (actions.length === 0) return [];
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets '*' ${useOf(actions)} ${shown(policy.name)}, and no condition limits who that is. Every AWS account can do it.`,
          fix: 'Name the accounts or roles, or add a condition StringEquals aws:PrincipalOrgID with the id of your organization.',
        },
      ];
    }),
});
