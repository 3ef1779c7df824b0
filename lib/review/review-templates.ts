import { type Acknowledgements, withAcknowledgements } from './acknowledged';
import { type LoadedTemplate } from './loaded-template';
import { review } from './review';
import { type ReviewReport } from './review-report';
import { findAll } from './rules/all-rules';
import { buildGraph } from './templates/build-graph';

/** The whole way from templates to a report: the command line, the synth and `AccessReport` all take it. */
export function reviewTemplates(
  templates: readonly LoadedTemplate[],
  acknowledgements: Acknowledgements = new Map(),
): ReviewReport {
  const graph = buildGraph(templates);
  return review(graph, withAcknowledgements(findAll(graph), acknowledgements));
}
