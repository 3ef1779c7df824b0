import { allowedTo, callersFor } from '../policy-answers';
import { isOfAnotherAccount, unlessOwn } from '../principals';
import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shownStatement } from '../shown';
import { actionsAmong } from '../statement-actions';
import { everyRepository } from '../every-resource';

/** The actions by which another account puts images into a registry. */
export const fillingActions = ['ecr:ReplicateImage', 'ecr:CreateRepository', 'ecr:BatchImportUpstreamImage'];

export const registryWholeReplication = reviewRule({
  id: 'registry-open-for-other-account',
  severity: 'warning',
  title: 'Another account may fill any repository of the registry',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter(({ of }) => of === 'registry')
      .flatMap((policy) =>
        readableAllows(policy.statements).flatMap((statement) => {
          const all = everyRepository(statement);
          const owner = policy.resource.env.account;
          const other = statement.principals?.find((one) => isOfAnotherAccount(one, owner));
          if (all === undefined || !other) return [];
          const asked = actionsAmong(statement, fillingActions);
          const [action] = allowedTo(callersFor(other.value, policy), asked, statement, policy);
          if (action === undefined) return [];
          return [
            {
              source: statement.source,
              message: `${shownStatement(statement)} lets ${quoted(other.value)} do ${action} on ${all.words}. Another account${unlessOwn(owner)} can create repositories and put images of any name here, also under names that your own images use.`,
              fix: "Give that account its own prefix: 'arn:aws:ecr:REGION:ACCOUNT:repository/PREFIX/*'.",
            },
          ];
        }),
      ),
});
