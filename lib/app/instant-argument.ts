import { InvalidArgumentError } from 'commander';

/** Returns the text if it is a valid instant. Otherwise the command ends with a usage error before it reads a file. */
export function instantArgument(text: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most commands have no instant
  const { instantRule } = require('../private/validation/instant') as typeof import('../private/validation/instant');
  const problem = instantRule(text);
  if (problem !== undefined) throw new InvalidArgumentError(`It ${problem}.`);
  return text;
}
