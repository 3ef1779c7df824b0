import { namesEverybody } from '../principals';
import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';
import { boundsOf, principalKeys } from '../statement-bounds';
import { useOf } from './use-of-statement';

export const openToEverybody = reviewRule({
  id: 'ecr-policy-open-to-everybody',
  severity: 'error',
  title: 'A repository or registry that is open to everybody',
  needsReviewer: true,
  look: (graph) =>
    allowedByEcr(graph)
      .filter(({ statement }) => namesEverybody(statement) && boundsOf(statement, principalKeys).kind === 'none')
      .map(({ policy, statement }) => ({
        source: statement.source,
        message: `${shownStatement(statement)} lets '*' ${useOf(statement)} ${shown(policy.name)}, and no condition says who: every AWS account can.`,
        fix: 'Name the accounts or roles; or bound it by StringEquals aws:PrincipalOrgID with the id of your organization.',
      })),
});
