import { type SynthesisOptions, synthesizeApp } from './synthesis';
import type { Usage } from './usage';
import { type Version, versions } from './versions';
import type { Workspace } from './workspace';

export interface Rounds {
  readonly count: number;
  readonly sizes: readonly number[];
  readonly templateValidation: boolean;
  readonly withPublishers: boolean;
}

/** The usage of each app, round by round. The n-th numbers of two apps are from the same time. */
export class Measurements {
  private readonly usages = new Map<string, Usage[]>();

  public constructor(
    public readonly sizes: readonly number[],
    public readonly templateValidation: boolean,
    public readonly withPublishers: boolean,
  ) {}

  public add({ version, size }: SynthesisOptions, usage: Usage): void {
    this.usages.set(`${version} ${size}`, [...(this.usages.get(`${version} ${size}`) ?? []), usage]);
  }

  public of(version: Version, size: number, quantity: keyof Usage): number[] {
    return (this.usages.get(`${version} ${size}`) ?? []).map((usage) => usage[quantity]);
  }
}

/**
 * A B C, A B C, ...: a machine that gets slower or busier halfway then does so for all three, and the ratio within a
 * round stays what it is.
 */
export function measure(workspace: Workspace, rounds: Rounds, progress: (text: string) => void): Measurements {
  const { count, sizes, templateValidation, withPublishers } = rounds;
  const measurements = new Measurements(sizes, templateValidation, withPublishers);
  for (let round = 1; round <= count; round++) {
    for (const size of sizes) {
      progress(
        `round ${round} of ${count}: ${size} repositories${withPublishers ? '' : ' alone'}${templateValidation ? ', validated' : ''}`,
      );
      for (const version of versions) {
        const options = { version, size, templateValidation, withPublishers };
        measurements.add(options, synthesizeApp(workspace, options));
      }
    }
  }
  return measurements;
}
