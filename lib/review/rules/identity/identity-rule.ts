import { type IdentityNode, type Statement } from '../../template-graph';
import { readableAllows } from '../resource-policies';
import { reviewRule, type ReviewRule } from '../review-rule';
import { shown, shownStatement } from '../shown';

interface IdentityRuleProps extends Pick<ReviewRule, 'id' | 'severity' | 'title'> {
  readonly fix: string;
  /** What is wrong with a statement that allows something, without naming it. */
  readonly problem: (statement: Statement, identity: IdentityNode) => string | undefined;
}

/** A rule about what identities are allowed. A policy of several is told of once. */
export function identityRule({ id, severity, title, fix, problem }: IdentityRuleProps): ReviewRule {
  return reviewRule({
    id,
    severity,
    title,
    look: ({ identities }) => {
      const seen = new Set<Statement>();
      return identities.flatMap((identity) =>
        readableAllows(identity.policies).flatMap((statement) => {
          const message = seen.has(statement) ? undefined : problem(statement, identity);
          if (message === undefined) return [];
          seen.add(statement);
          const who = `${identity.kind} '${shown(identity.name)}'`;
          return [{ source: statement.source, message: `${shownStatement(statement)} of ${who} ${message}`, fix }];
        }),
      );
    },
  });
}

/** Whether a statement is about every repository there is, by one of its resources. */
export function everyRepository({ resources = [] }: Statement): string | undefined {
  return resources.find(
    (resource) => /^\*+$/.test(resource) || /^arn:[^:]*:ecr:[^/]*:(repository\/)?\*+$/.test(resource),
  );
}
