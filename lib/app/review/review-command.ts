import { type Finding } from '../../review/findings';
import { compareReports, widens } from '../../review/compare';
import { reviewTemplates } from '../../review/review-templates';
import { type LoadedTemplate } from '../../review/loaded-template';
import { type ReviewReport } from '../../review/review-report';
import { readAcknowledgements } from './acknowledgements';
import { readTemplates } from './read-templates';
import { renderChange, renderReport, type ReviewFormat } from './review-formats';

/** What `review` takes besides the templates. */
export interface ReviewOptions {
  readonly format: ReviewFormat;
  /** The templates of before. */
  readonly against?: string;
  readonly failOn?: 'warning' | 'error' | 'widened';
}

/** What `review` prints, and whether what `failOn` names is there. */
export interface ReviewOutcome {
  readonly text: string;
  readonly failed: boolean;
}

/** Reviews templates, or what is different in them from those of before. */
export function runReview(paths: readonly string[], { format, against, failOn }: ReviewOptions): ReviewOutcome {
  const templates = readTemplates(paths);
  const report = reviewTemplates(templates, readAcknowledgements(paths));
  if (against === undefined) {
    return { text: renderReport(report, format, filesOf(templates)), failed: hasSevere(report.findings, failOn) };
  }
  const change = compareReports(reviewOf([against]), report);
  const failed = failOn === 'widened' ? widens(change) : hasSevere(change.findings, failOn);
  return { text: renderChange(change, format), failed };
}

function reviewOf(paths: readonly string[]): ReviewReport {
  return reviewTemplates(readTemplates(paths), readAcknowledgements(paths));
}

function hasSevere(findings: readonly Finding[], failOn: ReviewOptions['failOn']): boolean {
  const severe = failOn === 'warning' ? ['warning', 'error'] : failOn === 'error' ? ['error'] : [];
  return findings.some(({ severity, acknowledged }) => acknowledged === undefined && severe.includes(severity));
}

function filesOf(templates: readonly LoadedTemplate[]): ReadonlyMap<string, string> {
  return new Map(templates.map(({ name, file }) => [name, file]));
}
