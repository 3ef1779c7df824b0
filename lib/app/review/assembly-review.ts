import { join } from 'node:path';
import { reviewFormats, type ReviewReport } from '../../review';
import { writeOutput } from './output-file';

/** The report of an assembly, in it. */
export const reviewFile = 'ecr-publishing-review.json';

/** Writes the review of an assembly into it, where a reviewer or a job finds it. */
export function writeReview(assembly: string, report: ReviewReport): void {
  writeOutput(join(assembly, reviewFile), reviewFormats.json.report(report, new Map()));
}
