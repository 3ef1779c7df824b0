import { type Finding, type Severity } from './finding';
import { type TemplateGraph, type TemplateSource } from '../templates/template-graph';
import { oncePerName } from './once-per-name';

/** One thing that a review looks for. */
export interface ReviewRule {
  readonly id: string;
  /** Of its worst findings. */
  readonly severity: Severity;
  readonly title: string;
  /** Whether only a reviewer's own file may acknowledge its errors: they open something to everyone. */
  readonly needsReviewer?: boolean;
  find(graph: TemplateGraph): Finding[];
}

/** What a rule saw, and where. */
export interface FoundProblem {
  readonly source: TemplateSource;
  /** What is there and what can happen by it. */
  readonly message: string;
  readonly fix: string;
  /** Where it is less than the rule's own. */
  readonly severity?: Severity;
}

/** What makes a rule: it looks at the graph, and its sightings become findings. */
export interface ReviewRuleProps extends Omit<ReviewRule, 'find'> {
  readonly findProblems: (graph: TemplateGraph) => readonly FoundProblem[];
}

export function reviewRule({ findProblems, ...rule }: ReviewRuleProps): ReviewRule {
  return {
    ...rule,
    find: (graph) => oncePerName(findProblems(graph), graph).map((problem) => findingOf(rule, problem)),
  };
}

function findingOf(
  { id, severity: worst, needsReviewer = false }: Omit<ReviewRule, 'find'>,
  { severity = worst, message, fix, source }: FoundProblem,
): Finding {
  return { id, severity, message, fix, source, ...(needsReviewer && severity === 'error' && { needsReviewer }) };
}
