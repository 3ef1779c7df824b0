import { type Statement, type TemplateGraph } from '../../template-graph';
import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';

export const policyUnreadable = reviewRule({
  id: 'policy-unreadable',
  severity: 'note',
  title: 'A statement that the review can not judge',
  look: (graph) =>
    policiesIn(graph).flatMap(({ name, statements }) =>
      statements.flatMap((statement) =>
        statement.unreadable === undefined
          ? []
          : [
              {
                source: statement.source,
                message: `${shownStatement(statement)} of ${shown(name)} is not judged: ${shown(statement.unreadable)}.`,
                fix: 'Write it out in the template, as AWS takes it; or review it where it comes from.',
              },
            ],
      ),
    ),
});

function policiesIn(graph: TemplateGraph): { name: string; statements: readonly Statement[] }[] {
  const identities = graph.identities.map(({ kind, name, policies }) => ({
    name: `${kind} '${name}'`,
    statements: policies,
  }));
  return [...resourcePoliciesOf(graph), ...identities];
}
