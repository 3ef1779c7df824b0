import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly runs: number;
  readonly sizes: readonly number[];
  /** Whether the ratios replace the recorded ones. */
  readonly record: boolean;
}

/** Reads `--runs 5 --sizes 1,100,1000,5000 --record`. Throws if a number is not a whole number above 0. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '5' },
      sizes: { type: 'string', default: '1,100,1000,5000' },
      record: { type: 'boolean', default: false },
    },
  });
  return {
    runs: wholeNumber('runs', values.runs),
    record: values.record,
    sizes: values.sizes.split(',').map((size) => wholeNumber('sizes', size)),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option} must be a whole number from 1, got '${text}'`);
  return Number(text);
}
