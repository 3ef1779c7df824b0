import {
  acknowledgedReport,
  compareReports,
  type DeployEnvironment,
  readAcknowledgements,
  readTemplates,
  reviewFormats,
  type ReviewFormatName,
  type ReviewReport,
  reviewTemplates,
  type ReviewerAcknowledgement,
  widens,
  withEnvironment,
} from '../../review/index';
import { type Terminal } from '../../private/text/terminal';
import { fail } from '../input-file';
import { type FailOn, fails } from './fail-on';

/** The options of `review`. */
export interface ReviewOptions extends Partial<DeployEnvironment> {
  readonly format: ReviewFormatName;
  /** The earlier templates. */
  readonly against?: string;
  readonly failOn?: readonly FailOn[];
  /** A file with the acknowledgements of a reviewer. */
  readonly acknowledgements?: string;
  readonly ignoreAcknowledgements?: boolean;
}

/** The text that `review` prints, in parts, and whether one of the checks of `failOn` holds. */
export interface ReviewOutcome {
  readonly text: Iterable<string>;
  readonly failed: boolean;
}

/** Reviews templates, or the differences between them and earlier templates. */
export function runReview(paths: readonly string[], options: ReviewOptions, terminal: Terminal): ReviewOutcome {
  const { format, against, failOn = [], acknowledgements: file } = options;
  const { report: render, change: renderChange } = reviewFormats[format];
  if (against !== undefined && !renderChange) {
    return fail(
      `--format ${format} conflicts with --against, because code scanning compares reports itself. Omit --against.`,
    );
  }
  const ofReviewer = file === undefined ? [] : readAcknowledgements(file);
  const { report, files } = reviewOf(paths, options, ofReviewer);
  if (against === undefined || !renderChange) {
    return { text: render(report, { files, terminal }), failed: fails(failOn, { ...report, widens: false }) };
  }
  const change = compareReports(reviewOf([against], options, ofReviewer).report, report);
  return {
    text: renderChange(change, { files, terminal }),
    failed: fails(failOn, { ...change, widens: widens(change) }),
  };
}

interface Reviewed {
  readonly report: ReviewReport;
  /** The file of each template, by the template's name. */
  readonly files: ReadonlyMap<string, string>;
}

function reviewOf(
  paths: readonly string[],
  { account, region, partition, ignoreAcknowledgements = false }: ReviewOptions,
  ofReviewer: readonly ReviewerAcknowledgement[],
): Reviewed {
  const read = readTemplates(paths);
  const templates = withEnvironment(read.templates, {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(partition !== undefined && { partition }),
  });
  const report = reviewTemplates(templates, read.unreviewed);
  return {
    report: ignoreAcknowledgements ? report : acknowledgedReport(report, { ...read.acknowledgements, ofReviewer }),
    files: new Map(templates.map(({ name, file }) => [name, file])),
  };
}
