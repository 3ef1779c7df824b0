import { type Severity } from '../finding';
import { type IdentityNode, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { readableAllows } from '../resource-policies';
import { reviewRule, type ReviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';

interface IdentityRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title'> {
  readonly fix: string;
  /** Returns the problem of a statement that allows actions. The sentence starts after the statement's name. */
  readonly problem: (statement: Statement, identity: IdentityNode, graph: TemplateGraph) => string | undefined;
  /** The severity if it is lower than the rule's own. */
  readonly severityFor?: (identity: IdentityNode) => Severity;
}

/** A rule about the policies of identities. A policy that several identities share is reported once. */
export function identityRule({ id, severity, title, fix, problem, severityFor }: IdentityRuleProps): ReviewRule {
  return reviewRule({
    id,
    severity,
    title,
    findProblems: (graph) => {
      const seen = new Set<Statement>();
      return graph.identities.flatMap((identity) =>
        readableAllows(identity.policies).flatMap((statement) => {
          const message = seen.has(statement) ? undefined : problem(statement, identity, graph);
          if (message === undefined) return [];
          seen.add(statement);
          const who = `${identity.kind} '${shown(identity.name)}'`;
          const text = `${shownStatement(statement)} of ${who} ${message}`;
          return [{ source: statement.source, message: text, fix, severity: severityFor?.(identity) }];
        }),
      );
    },
  });
}
