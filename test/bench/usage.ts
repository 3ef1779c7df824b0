import { readFileSync, writeSync } from 'node:fs';

/** The resources that one child process used, from the operating system. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMemoryMiB: number;
}

/** The pipe that the parent opens for the answer: the child's stdout stays its own. */
export const usagePipe = 3;

/**
 * On Linux `maxRSS` of a child starts at the resident size of its parent, so a big parent hides a small child. The kernel's high-water mark belongs to the program after exec.
 */
function peakMemoryKiB(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const highWater = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(highWater?.[1]);
}

/** Preloaded into every measured child (`node -r`), so that the apps themselves know nothing of the bench. */
export function reportUsageAtExit(): void {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage: Usage = {
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMemoryMiB: peakMemoryKiB() / 1024,
    };
    writeSync(usagePipe, JSON.stringify(usage));
  });
}
