import { adminActions } from '../../../private/aws/ecr-actions';
import { type NamedPrincipal, type Statement } from '../../templates/template-graph';
import { actionIn, allowedTo, callersFor, callersOfOtherAccounts } from '../policy-answers';
import { isAnyone, isOfAnotherAccount, unlessOwn } from '../principals';
import { allowedByEcr, type ResourcePolicy } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { actionsAmong } from '../statement-actions';

/** The actions that a replication needs in a registry policy, or that affect neither images nor access. */
const harmless = new Set(['ecr:CreateRepository', 'ecr:TagResource', 'ecr:UntagResource']);
const seriousActions = adminActions.filter((action) => !harmless.has(action));

export const othersAdminister = reviewRule({
  id: 'ecr-policy-others-administer',
  severity: 'error',
  title: 'Another account may delete images or change who has access',
  findProblems: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (statement.notActions) return []; // a separate finding
      const owner = policy.resource.env.account;
      const serious = actionsAmong(
        statement,
        seriousActions.map((action) => actionIn(policy.of, action)),
      );
      for (const principal of serious.length === 0 ? [] : (statement.principals ?? [])) {
        if (!isAnyone(principal) && !isOfAnotherAccount(principal, owner)) continue;
        const [action] = allowedOthers(principal, serious, statement, policy);
        if (action === undefined) continue;
        const unless = isAnyone(principal) ? '' : unlessOwn(owner);
        return [
          {
            source: statement.source,
            message: `${shownStatement(statement)} lets ${quoted(principal.value)} do ${quoted(action)} on ${shown(policy.name)}. Principals of another account${unless} can change its images, its settings or who has access.`,
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
  const samples = isAnyone(principal) ? callersOfOtherAccounts(policy) : callersFor(principal.value, policy);
  return allowedTo(samples, actions, statement, policy);
}
