import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, runChild } from './child';
import { writeReviewTemplates } from './review-templates';
import { account, region } from './workload';
import type { Workspace } from './workspace';

/** How much a review of templates may cost. */
export interface ReviewSize {
  readonly repositories: number;
  readonly roles: number;
  /** CPU seconds that it has to stay below. */
  readonly limit: number;
}

export const reviewSizes: readonly ReviewSize[] = [
  { repositories: 1000, roles: 100, limit: 3 },
  { repositories: 5000, roles: 500, limit: 12 },
];

export interface ReviewCost extends ReviewSize {
  /** CPU seconds of the command, one number a round. */
  readonly cpuSeconds: readonly number[];
  readonly peakMemoryMiB: readonly number[];
}

/** Measures `ecr-publishing review` of a folder, from its start to the JSON on disk. */
export function measureReview(workspace: Workspace, rounds: number, progress: (text: string) => void): ReviewCost[] {
  return reviewSizes.map((size) => {
    const folder = workspace.newOutdir();
    writeReviewTemplates(join(folder, 'templates'), size.repositories, size.roles);
    const usages = Array.from({ length: rounds }, (_, round) => {
      progress(`round ${round + 1} of ${rounds}: review of ${size.repositories} repositories and ${size.roles} roles`);
      const place = ['--account', account, '--region', region];
      const output = ['--format', 'json', '--output', join(folder, 'report.json')];
      return runChild(workspace, {
        script: commandLine,
        args: ['review', join(folder, 'templates'), ...place, ...output],
      });
    });
    rmSync(folder, { recursive: true, force: true });
    return {
      ...size,
      cpuSeconds: usages.map(({ cpuSeconds }) => cpuSeconds),
      peakMemoryMiB: usages.map(({ peakMemoryMiB }) => peakMemoryMiB),
    };
  });
}
