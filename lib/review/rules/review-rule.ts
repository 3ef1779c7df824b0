import { type Finding, type Severity } from './finding';
import { type TemplateGraph, type TemplateSource } from '../templates/template-graph';
import { oncePerName } from './once-per-name';

/** One rule of the review. */
export interface ReviewRule {
  readonly id: string;
  /** The severity of its worst findings. */
  readonly severity: Severity;
  readonly title: string;
  /** Whether only a reviewer's own file may acknowledge its errors, because they grant access to anyone. */
  readonly needsReviewer?: boolean;
  find(graph: TemplateGraph): Finding[];
}

/** A problem that a rule found, and its location. */
export interface FoundProblem {
  readonly source: TemplateSource;
  /** The problem and its consequence. */
  readonly message: string;
  readonly fix: string;
  /** The severity if it is lower than the rule's own. */
  readonly severity?: Severity;
}

/** The parts of a rule. The problems that it finds in the graph become findings. */
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
