import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly runs: number;
  readonly sizes: readonly number[];
}

/** `--runs 5 --sizes 1,100,1000,5000`; whatever is no list of whole numbers above 0 is refused. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '5' },
      sizes: { type: 'string', default: '1,100,1000,5000' },
    },
  });
  return {
    runs: wholeNumber('runs', values.runs),
    sizes: values.sizes.split(',').map((size) => wholeNumber('sizes', size)),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option} must be a whole number from 1, got '${text}'`);
  return Number(text);
}
