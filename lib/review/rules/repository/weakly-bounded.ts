import { namesEverybody } from '../principals';
import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';
import { boundsOf, principalKeys } from '../statement-bounds';
import { useOf } from './use-of-statement';

export const weaklyBounded = reviewRule({
  id: 'ecr-policy-weakly-bounded',
  severity: 'error',
  title: 'A policy for everybody whose condition does not bound it',
  needsReviewer: true,
  look: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (!namesEverybody(statement)) return [];
      const { kind, why } = boundsOf(statement, principalKeys);
      if (kind !== 'weak') return [];
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets '*' ${useOf(statement)} ${shown(policy.name)}, and its condition does not bound that: ${shown(why)}.`,
          fix: "Use StringEquals aws:PrincipalOrgID with the whole id; paths of units end with '/*' and go with ForAnyValue:StringLike.",
        },
      ];
    }),
});
