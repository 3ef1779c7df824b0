import { reviewRule } from '../review-rule';
import { namesEverybody } from '../principals';
import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { shown } from '../shown';
import { boundsOf, principalKeys } from '../statement-bounds';

export const roleOfEverybody = reviewRule({
  id: 'role-trusts-everybody',
  severity: 'error',
  title: 'A role that everybody can assume',
  needsReviewer: true,
  look: (graph) =>
    resourcePoliciesOf(graph)
      .filter((policy) => policy.of === 'role')
      .flatMap(({ name, statements }) =>
        readableAllows(statements)
          .filter(namesEverybody)
          .flatMap((statement) => {
            const { kind, why } = boundsOf(statement, principalKeys);
            if (kind === 'strong' || kind === 'unknown') return [];
            return [
              {
                source: statement.source,
                message: `The ${shown(name)} trusts '*'${kind === 'weak' ? `, and its condition does not bound that: ${shown(why)}` : ''}: every AWS account can become it.`,
                fix: 'Name the roles or accounts; or bound it by StringEquals aws:PrincipalOrgID with your organization.',
              },
            ];
          }),
      ),
});
