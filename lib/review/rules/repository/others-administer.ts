import { adminActions } from '../../../private/ecr-actions';
import { type NamedPrincipal } from '../../template-graph';
import { isForeign } from '../principals';
import { allowedByEcr } from '../resource-policies';
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
      const [action] = actionsAmong(statement, graveActions);
      const principal = mostForeign(statement.principals ?? [], policy.resource.place.account);
      if (action === undefined || !principal) return [];
      const certain = isForeign(principal, policy.resource.place.account) === 'yes';
      const unless = certain ? '' : ', unless this stack goes to that account';
      return [
        {
          source: statement.source,
          ...(!certain && { severity: 'warning' as const }),
          message: `${shownStatement(statement)} lets ${quoted(principal.value)} do ${quoted(action)} on ${shown(policy.name)}: people of another account${unless} decide over its images or over who has access.`,
          fix: 'Leave other accounts the actions of a pull or a push, one by one.',
        },
      ];
    }),
});

/** One of another account for sure, or else one of an account that may be another. */
function mostForeign(principals: readonly NamedPrincipal[], owner: string): NamedPrincipal | undefined {
  return (
    principals.find((principal) => isForeign(principal, owner) === 'yes') ??
    principals.find((principal) => isForeign(principal, owner) === 'maybe' && /\d{12}/.test(principal.value))
  );
}
