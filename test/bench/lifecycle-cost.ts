import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, runChild } from './child';
import { previewedAt, writeListing, writePolicy } from './lifecycle-listing';
import type { Workspace } from './workspace';

/** How much a lifecycle preview may cost. */
export interface PreviewSize {
  readonly images: number;
  /** CPU seconds that it has to stay below, if there is such an aim. */
  readonly cpuLimit?: number;
  /** MiB that it has to stay below, if there is such an aim. */
  readonly memoryLimit?: number;
}

/** The quota of ECR for the images of a repository, and ten times as many. */
const previewSizes: readonly PreviewSize[] = [
  { images: 100_000, cpuLimit: 2 },
  { images: 1_000_000, memoryLimit: 1024 },
];

export interface PreviewCost extends PreviewSize {
  /** CPU seconds of the command, one number a round. */
  readonly cpuSeconds: readonly number[];
  readonly peakMemoryMiB: readonly number[];
}

/** Measures `ecr-publishing lifecycle-preview` as a table, with fifty rules. */
export function measurePreview(workspace: Workspace, rounds: number, progress: (text: string) => void): PreviewCost[] {
  return previewSizes.map((size) => {
    const folder = workspace.newOutdir();
    const [policy, images] = [join(folder, 'policy.json'), join(folder, 'images.json')];
    writePolicy(policy);
    writeListing(images, size.images);
    const usages = Array.from({ length: rounds }, (_, round) => {
      progress(`round ${round + 1} of ${rounds}: lifecycle preview of ${size.images} images`);
      const files = ['--policy', policy, '--images', images];
      return runChild(workspace, {
        script: commandLine,
        args: ['lifecycle-preview', ...files, '--now', previewedAt],
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
