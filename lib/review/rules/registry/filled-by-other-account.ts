import { everyRepository } from '../every-resource';
import { allowedTo, callersFor } from '../policy-answers';
import { accountOfPrincipal, isOfAnotherAccount, unlessOwn } from '../principals';
import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, quotedList, shownStatement } from '../shown';
import { actionsAmong } from '../statement-actions';
import { fillingActions } from './registry-whole-replication';
import { reviewedAccounts } from './reviewed-accounts';

/** A statement for all repositories, or for anyone, is a separate finding. */
export const filledByOtherAccount = reviewRule({
  id: 'registry-filled-by-other-account',
  severity: 'note',
  title: 'An account outside the review puts images into the registry',
  findProblems: (graph) => {
    const known = reviewedAccounts(graph);
    return resourcePoliciesOf(graph)
      .filter(({ of }) => of === 'registry')
      .flatMap((policy) =>
        readableAllows(policy.statements).flatMap((statement) => {
          const owner = policy.resource.env.account;
          if (everyRepository(statement) !== undefined) return [];
          const foreign = (statement.principals ?? []).filter(
            (one) => isOfAnotherAccount(one, owner) && !known.has(accountOfPrincipal(one) ?? ''),
          );
          const asked = actionsAmong(statement, fillingActions);
          return foreign.flatMap(({ value }) => {
            const [action] = allowedTo(callersFor(value, policy), asked, statement, policy);
            if (action === undefined) return [];
            return [
              {
                source: statement.source,
                message: `${shownStatement(statement)} lets ${quoted(value)}${unlessOwn(owner)} do ${action} on ${quotedList(statement.resources ?? [])}. No template of that account is part of this review, so who pushes these images is not known.`,
                fix: 'Remove the statement if the account is not yours. Otherwise review the templates of that account, too.',
              },
            ];
          });
        }),
      );
  },
});
