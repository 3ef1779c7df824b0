import { reviewRule, type ReviewRule } from '../review-rule';
import { type LifecycleRule, lifecyclesOf } from './lifecycle-text';

interface LifecycleReviewProps extends Pick<ReviewRule, 'id' | 'severity' | 'title'> {
  readonly fix: string;
  /** Returns all problems of the rules of a document, in words. */
  readonly problems: (rules: readonly LifecycleRule[]) => readonly string[];
}

/** A rule about lifecycle documents that could be read. */
export function lifecycleRule({ id, severity, title, fix, problems }: LifecycleReviewProps): ReviewRule {
  return reviewRule({
    id,
    severity,
    title,
    findProblems: (graph) =>
      lifecyclesOf(graph).flatMap(({ holder: { resource, words }, rules }) =>
        problems(rules ?? []).map((problem) => ({
          source: resource.source,
          message: `The lifecycle policy of ${words} ${problem}`,
          fix,
        })),
      ),
  });
}

/** A rule about each rule of a document by itself. */
export function eachLifecycleRule(
  props: Omit<LifecycleReviewProps, 'problems'> & { readonly problem: (rule: LifecycleRule) => string | undefined },
): ReviewRule {
  return lifecycleRule({
    ...props,
    problems: (rules) =>
      rules.flatMap((rule, index) => {
        const problem = props.problem(rule);
        return problem === undefined ? [] : [`has ${ruleName(rule, index)} ${problem}`];
      }),
  });
}

export function ruleName({ priority }: LifecycleRule, index: number): string {
  return typeof priority === 'number' ? `rule ${priority}` : `a rule (number ${index + 1} in the list)`;
}
