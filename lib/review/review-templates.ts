import { type Acknowledgements, withAcknowledgements } from './report/acknowledgements';
import { type LoadedTemplate } from './read/loaded-template';
import { type ReadTemplates } from './read/read-templates';
import { review } from './report/report-of-graph';
import { type ReviewReport } from './report/review-report';
import { findAll } from './rules/all-rules';
import { type TemplateGraph, type UnreviewedPart } from './templates/template-graph';
import { buildGraph } from './templates/build-graph';

/** The review of what was read, with its acknowledgements. */
export function reviewRead({ templates, unreviewed, acknowledgements }: ReadTemplates): ReviewReport {
  return acknowledgedReport(reviewTemplates(templates, unreviewed), acknowledgements);
}

/**
 * The whole way from templates to a report, with all findings open.
 *
 * @param unread what the reader could not read.
 */
export function reviewTemplates(
  templates: readonly LoadedTemplate[],
  unread: readonly UnreviewedPart[] = [],
): ReviewReport {
  const graph = graphOf(templates, unread);
  return review(graph, findAll(graph));
}

/** The graph of templates, with what the reader could not read besides what the graph could not. */
export function graphOf(templates: readonly LoadedTemplate[], unread: readonly UnreviewedPart[] = []): TemplateGraph {
  const graph = buildGraph(templates);
  // The reader knows better why a nested stack was not read than the graph, which has no template of it.
  const others = graph.unreviewed.filter((part) => !unread.some((other) => isSameResource(part, other)));
  return { ...graph, unreviewed: [...unread, ...others] };
}

/** A report with its findings acknowledged; this is cheap. */
export function acknowledgedReport(report: ReviewReport, acknowledgements: Acknowledgements): ReviewReport {
  return { ...report, findings: withAcknowledgements(report.findings, acknowledgements) };
}

function isSameResource({ source: one }: UnreviewedPart, { source: other }: UnreviewedPart): boolean {
  return one.logicalId !== '' && one.logicalId === other.logicalId && one.template === other.template;
}
