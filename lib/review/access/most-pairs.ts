import { InvalidInputError } from '../../private/validation/validation';

/** Far above what accounts hold: a thousand repositories with hundreds of roles that reach them all. */
const mostPairs = 400_000;

/** Refuses what would take hours, in place of an answer that leaves something out. */
export function refuseTooMany(pairs: number, what: string): void {
  if (pairs <= mostPairs) return;
  throw new InvalidInputError(
    `the templates must hold at most ${mostPairs.toLocaleString('en')} pairs of ${what}, got ` +
      `${pairs.toLocaleString('en')}; review fewer templates at a time`,
  );
}
