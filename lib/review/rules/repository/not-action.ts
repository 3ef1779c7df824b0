import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quotedList, shown, shownStatement } from '../shown';

export const allowNotAction = reviewRule({
  id: 'ecr-policy-allow-not-action',
  severity: 'error',
  title: 'A repository policy that allows all actions except some',
  findProblems: (graph) =>
    allowedByEcr(graph)
      .filter(({ statement }) => statement.notActions !== undefined)
      .map(({ policy, statement }) => ({
        source: statement.source,
        message: `${shownStatement(statement)} of ${shown(policy.name)} allows every action except ${quotedList(statement.notActions ?? [])}. That includes deleting it and changing this policy.`,
        fix: 'List the needed actions in Action.',
      })),
});
