import {
  acknowledgedReport,
  compareReports,
  destroys,
  isUnknown,
  lifecyclePairs,
  orderedByKind,
  type ReviewChange,
  narrowChange,
  type PlaceOf,
  type Narrowing,
  narrowReport,
  type DeployEnvironment,
  readAcknowledgements,
  readTemplates,
  ReviewInputError,
  reviewFormats,
  type ReviewFormatName,
  type ReviewReport,
  reviewTemplates,
  sourcePlaces,
  type ReviewerAcknowledgement,
  widens,
  withoutServiceRows,
  withEnvironment,
} from '../../review/index';
import { type OnProgress } from '../../private/text/progress';
import { type Terminal } from '../../private/text/terminal';
import { type FailOn, fails } from './fail-on';
import { refuseUnmatched } from './unmatched';

/** The options of `review`. */
export interface ReviewOptions extends Partial<DeployEnvironment> {
  readonly format: ReviewFormatName;
  /** The earlier templates. */
  readonly against?: string;
  /** A file with the images of a repository whose lifecycle policy is previewed before and after. */
  readonly images?: string;
  /** The time of that preview. By default, it is the current time. */
  readonly now?: string;
  readonly failOn?: readonly FailOn[];
  /** A file with the acknowledgements of a reviewer. */
  readonly acknowledgements?: string;
  readonly ignoreAcknowledgements?: boolean;
  readonly repository?: Narrowing['repository'];
  readonly who?: Narrowing['who'];
  readonly can?: Narrowing['can'];
  readonly findings?: boolean;
  readonly summary?: boolean;
  /** The folder from which the paths in SARIF start. */
  readonly root?: string;
  /** Whether to show rows of AWS services that act for themselves, too. */
  readonly all?: boolean;
}

/** The text that `review` prints, in parts, and whether one of the checks of `failOn` holds. */
export interface ReviewOutcome {
  readonly text: Iterable<string>;
  readonly failed: boolean;
}

/** Reviews templates, or the differences between them and earlier templates. A narrowed report fails as the whole does. */
export function runReview(
  paths: readonly string[],
  options: ReviewOptions,
  terminal: Terminal,
  onProgress?: OnProgress,
): ReviewOutcome {
  const { format, against, images, failOn = [], acknowledgements: file } = options;
  const { report: render, change: renderChange, hidesServiceRows = false } = reviewFormats[format];
  const ofReviewer = file === undefined ? [] : readAcknowledgements(file);
  const { report, files, placeOf } = reviewOf(paths, options, ofReviewer, onProgress);
  const narrowing = narrowingOf(options);
  const context = { files, terminal, placeOf, ...(options.root !== undefined && { root: options.root }) };
  if (against === undefined) {
    refuseUnmatched(narrowing, [report]);
    const narrowed = narrowReport(report, narrowing);
    const shown = hidesServiceRows && !asksForServices(options) ? withoutServiceRows(narrowed) : narrowed;
    return { text: render(shown, context), failed: fails(failOn, { ...report, ...noDifference }) };
  }
  const earlier = reviewOfEarlier(against, options, ofReviewer, onProgress);
  const before = earlier.report;
  const compared = compareReports(before, report);
  const change = images === undefined ? compared : withImages(compared, [before, report], images, options.now);
  refuseUnmatched(narrowing, [before, report]);
  return {
    text: renderChange(
      narrowChange(change, narrowing, [before, report]),
      { ...context, earlier },
      narrowReport(report, narrowing),
    ),
    failed: fails(failOn, {
      ...change,
      widens: widens(change),
      destroys: destroys(change),
      isUnknown: isUnknown(change),
    }),
  };
}

const noDifference = { widens: false, destroys: false, isUnknown: false };

/** A change with the images that it deletes. The preview is loaded only if it is needed. */
function withImages(
  change: ReviewChange,
  [before, after]: readonly [ReviewReport, ReviewReport],
  images: string,
  now = new Date().toISOString(),
): ReviewChange {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most reviews need no preview
  const { imageChanges } = require('./image-changes') as typeof import('./image-changes');
  const found = imageChanges(lifecyclePairs(before, after), images, now);
  return { ...change, changes: orderedByKind([...found, ...change.changes]) };
}

function narrowingOf({ repository, who, can, findings = false, summary = false }: ReviewOptions): Narrowing {
  const only = findings ? 'findings' : summary ? 'summary' : undefined;
  return {
    ...(repository !== undefined && { repository }),
    ...(who !== undefined && { who }),
    ...(can !== undefined && { can }),
    ...(only !== undefined && { only }),
  };
}

function asksForServices({ all = false, who, can }: ReviewOptions): boolean {
  return all || who !== undefined || can === 'assume';
}

/** The review of the earlier templates. An input that is refused is named as theirs. */
function reviewOfEarlier(
  against: string,
  options: ReviewOptions,
  ofReviewer: readonly ReviewerAcknowledgement[],
  onProgress?: OnProgress,
): Reviewed {
  try {
    return reviewOf([against], options, ofReviewer, onProgress);
  } catch (error) {
    if (!(error instanceof ReviewInputError)) throw error;
    throw new ReviewInputError('--against:', error.message);
  }
}

interface Reviewed {
  readonly report: ReviewReport;
  /** The file of each template, by the template's name. */
  readonly files: ReadonlyMap<string, string>;
  readonly placeOf: PlaceOf;
}

function reviewOf(
  paths: readonly string[],
  { account, region, partition, ignoreAcknowledgements = false }: ReviewOptions,
  ofReviewer: readonly ReviewerAcknowledgement[],
  onProgress?: OnProgress,
): Reviewed {
  const read = readTemplates(paths, onProgress);
  const templates = withEnvironment(read.templates, {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(partition !== undefined && { partition }),
  });
  const report = reviewTemplates(templates, read.unreviewed, onProgress);
  return {
    report: ignoreAcknowledgements ? report : acknowledgedReport(report, { ...read.acknowledgements, ofReviewer }),
    files: new Map(templates.map(({ name, file }) => [name, file])),
    placeOf: sourcePlaces(templates),
  };
}
