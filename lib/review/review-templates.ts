import { type OnProgress } from '../private/text/progress';
import { isMapping } from '../private/values/mapping';
import { type Acknowledgements, withAcknowledgements } from './report/acknowledgements';
import { type LoadedTemplate } from './read/loaded-template';
import { type ReadTemplates } from './read/read-templates';
import { reportOfGraph } from './report/report-of-graph';
import { type ReviewReport } from './report/review-report';
import { findAll } from './rules/all-rules';
import { type TemplateGraph, type UnreviewedPart } from './templates/template-graph';
import { buildGraph } from './templates/build-graph';

/** Reviews what the reader returned, with its acknowledgements. */
export function reviewRead({ templates, unreviewed, acknowledgements }: ReadTemplates): ReviewReport {
  return acknowledgedReport(reviewTemplates(templates, unreviewed), acknowledgements);
}

/**
 * Reviews templates: the graph, then access and findings, then the report. All findings are open.
 *
 * @param unread parts that the reader could not read.
 * @param onProgress gets the step of the evaluation.
 */
export function reviewTemplates(
  templates: readonly LoadedTemplate[],
  unread: readonly UnreviewedPart[] = [],
  onProgress?: OnProgress,
): ReviewReport {
  const graph = graphOf(templates.map(inOrder), unread);
  return reportOfGraph(graph, findAll(graph, onProgress), onProgress);
}

/** A template with its resources in the order of their ids, so that a report is the same for any order of them. */
function inOrder(template: LoadedTemplate): LoadedTemplate {
  const { body } = template;
  if (!isMapping(body) || !isMapping(body.Resources)) return template;
  const sorted = Object.entries(body.Resources).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...template, body: { ...body, Resources: Object.fromEntries(sorted) } };
}

/** The graph of templates. Its unreviewed parts include those that the reader could not read. */
export function graphOf(templates: readonly LoadedTemplate[], unread: readonly UnreviewedPart[] = []): TemplateGraph {
  const graph = buildGraph(templates);
  // The graph reports a nested stack without a template too. The reader knows the reason.
  const others = graph.unreviewed.filter((part) => !unread.some((other) => isSameResource(part, other)));
  return { ...graph, unreviewed: [...unread, ...others] };
}

/** A report with its findings acknowledged. */
export function acknowledgedReport(report: ReviewReport, acknowledgements: Acknowledgements): ReviewReport {
  return { ...report, findings: withAcknowledgements(report.findings, acknowledgements) };
}

function isSameResource({ source: one }: UnreviewedPart, { source: other }: UnreviewedPart): boolean {
  return one.logicalId !== '' && one.logicalId === other.logicalId && one.template === other.template;
}
