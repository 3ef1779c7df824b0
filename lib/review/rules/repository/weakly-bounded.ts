import { type Statement } from '../../templates/template-graph';
import { allowedTo, actionsOf } from '../policy-answers';
import { unnamedPrincipals } from '../sample-callers';
import { namesAnyone } from '../principals';
import { allowedByEcr, type ResourcePolicy } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';
import { boundsOf, namesKey, principalKeys, whyWeak } from '../statement-bounds';
import { useOf } from './use-of-statement';

export const weaklyBounded = reviewRule({
  id: 'ecr-policy-weakly-bounded',
  severity: 'error',
  needsReviewer: true,
  title: 'A policy for anyone whose condition does not limit it',
  findProblems: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (!namesAnyone(statement) || !namesKey(statement, principalKeys)) return [];
      const actions = openActions(statement, policy);
      if (actions.length === 0) return [];
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets '*' ${useOf(actions)} ${shown(policy.name)}, and its condition does not limit that: ${shown(whyWeak(statement, principalKeys))}.`,
          fix: "Use StringEquals aws:PrincipalOrgID with the whole id. Paths of organizational units end with '/*' and need ForAnyValue:StringLike.",
        },
      ];
    }),
});

/**
 * The actions that anyone can do. A path that other organizational units also match grants access to more principals
 * than it names.
 */
function openActions(statement: Statement, policy: ResourcePolicy): readonly string[] {
  const asked = actionsOf(statement, policy);
  const open = allowedTo(unnamedPrincipals(policy), asked, statement, policy);
  if (open.length > 0) return open;
  const { kind, why } = boundsOf(statement, principalKeys);
  const isDenied = policy.statements.some(({ effect }) => effect === 'Deny');
  return kind === 'weak' && why.includes('longer ids') && !isDenied ? asked : [];
}
