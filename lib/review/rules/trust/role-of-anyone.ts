import { allowedTo, actionsOf } from '../policy-answers';
import { unnamedPrincipals } from '../sample-callers';
import { namesAnyone } from '../principals';
import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { namesKey, principalKeys, whyWeak } from '../statement-bounds';

export const roleOfAnyone = reviewRule({
  id: 'role-trusts-everybody',
  severity: 'error',
  needsReviewer: true,
  title: 'A role that anyone can assume',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter((policy) => policy.of === 'role')
      .flatMap((policy) =>
        readableAllows(policy.statements)
          .filter(namesAnyone)
          .flatMap((statement) => {
            if (allowedTo(unnamedPrincipals(policy), actionsOf(statement, policy), statement, policy).length === 0)
              return [];
            const weak = namesKey(statement, principalKeys)
              ? `, and its condition does not limit that: ${shown(whyWeak(statement, principalKeys))}`
              : '';
            return [
              {
                source: statement.source,
                message: `The ${shown(policy.name)} trusts '*'${weak}. Every AWS account can become it.`,
                fix: 'Name the roles or accounts, or add a condition StringEquals aws:PrincipalOrgID with the id of your organization.',
              },
            ];
          }),
      ),
});
