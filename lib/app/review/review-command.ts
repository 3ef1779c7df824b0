import { type Finding } from '../../review/findings';
import { compareReports, widens } from '../../review/compare';
import { type ReviewFormatName } from '../../review/render/format-names';
import { reviewFormats } from '../../review/render/formats';
import { reviewTemplates } from '../../review/review-templates';
import { type LoadedTemplate } from '../../review/loaded-template';
import { type ReviewChange, type ReviewReport } from '../../review/review-report';
import { fail } from '../input-file';
import { readAcknowledgements } from './acknowledgements';
import { readTemplates } from './read-templates';

/** What `review` takes besides the templates. */
export interface ReviewOptions {
  readonly format: ReviewFormatName;
  /** The templates of before. */
  readonly against?: string;
  readonly failOn?: 'warning' | 'error' | 'widened';
}

/** What `review` prints, in parts, and whether what `failOn` names is there. */
export interface ReviewOutcome {
  readonly text: Iterable<string>;
  readonly failed: boolean;
}

/** Reviews templates, or what is different in them from those of before. */
export function runReview(paths: readonly string[], { format, against, failOn }: ReviewOptions): ReviewOutcome {
  const templates = readTemplates(paths);
  const report = reviewTemplates(templates, readAcknowledgements(paths));
  if (against === undefined) {
    return {
      text: reviewFormats[format].report(report, filesOf(templates)),
      failed: hasSevere(report.findings, failOn),
    };
  }
  const change = compareReports(reviewOf([against]), report);
  const failed = failOn === 'widened' ? widens(change) : hasSevere(change.findings, failOn);
  return { text: changeText(change, format), failed };
}

function changeText(change: ReviewChange, format: ReviewFormatName): Iterable<string> {
  const { change: render } = reviewFormats[format];
  return render
    ? render(change)
    : fail(`--format ${format} must stand without --against; code scanning compares by itself`);
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
