import { adminActions } from '../../../private/aws/ecr-actions';
import { type NamedPrincipal, type Statement } from '../../templates/template-graph';
import { allowedTo, askersFor, othersThan } from '../policy-answers';
import { isAnyone, isOfAnotherAccount, unlessOwn } from '../principals';
import { allowedByEcr, type ResourcePolicy } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { actionsAmong } from '../statement-actions';

/** What a replication needs in a registry's policy, and what decides over nothing. */
const harmless = new Set(['ecr:CreateRepository', 'ecr:TagResource', 'ecr:UntagResource']);
const graveActions = adminActions.filter((action) => !harmless.has(action));

export const othersAdminister = reviewRule({
  id: 'ecr-policy-others-administer',
  severity: 'error',
  title: 'Another account may delete images or change who has access',
  look: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (statement.notActions) return []; // a finding of its own
      const owner = policy.resource.place.account;
      const grave = actionsAmong(statement, graveActions);
      for (const principal of grave.length === 0 ? [] : (statement.principals ?? [])) {
        if (!isAnyone(principal) && !isOfAnotherAccount(principal, owner)) continue;
        const [action] = allowedOthers(principal, grave, statement, policy);
        if (action === undefined) continue;
        const unless = isAnyone(principal) ? '' : unlessOwn(owner);
        return [
          {
            source: statement.source,
            message: `${shownStatement(statement)} lets ${quoted(principal.value)} do ${quoted(action)} on ${shown(policy.name)}. Principals of another account${unless} decide over its images or over who has access.`,
            fix: 'Allow other accounts only the actions of a pull or a push, one by one.',
          },
        ];
      }
      return [];
    }),
});

function allowedOthers(
  principal: NamedPrincipal,
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): readonly string[] {
  const asking = isAnyone(principal) ? othersThan(policy) : askersFor(principal.value, policy);
  return allowedTo(asking, actions, statement, policy);
}
