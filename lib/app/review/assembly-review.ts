import { join } from 'node:path';
import { writeOutput } from './output-file';
import { runReview } from './review-command';

/** The report of an assembly, in it. */
export const reviewFile = 'ecr-publishing-review.json';

/** Writes the review of an assembly into it, where a reviewer or a job finds it. */
export function writeReview(assembly: string): void {
  writeOutput(join(assembly, reviewFile), runReview([assembly], { format: 'json' }).text);
}
