import { join } from 'node:path';
import { plainTerminal } from '../../private/text/terminal';
import { reviewFormats, type ReviewReport } from '../../review/index';
import { writeOutput } from './output-file';

/** The name of the report in its assembly. */
export const reviewFile = 'ecr-publishing-review.json';

/** Writes the report of an assembly into its folder, so that a reviewer or a job finds it. */
export function writeReview(assembly: string, report: ReviewReport): void {
  writeOutput(
    join(assembly, reviewFile),
    reviewFormats.json.report(report, { files: new Map(), terminal: plainTerminal }),
  );
}
