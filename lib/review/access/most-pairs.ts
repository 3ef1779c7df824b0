import { InvalidInputError } from '../../private/validation/validation';

/** Far above real accounts: a thousand repositories, and hundreds of roles with access to all of them. */
const mostPairs = 400_000;

/** Refuses a review that would take hours. An incomplete answer would be wrong. */
export function refuseTooMany(pairs: number, what: string): void {
  if (pairs <= mostPairs) return;
  throw new InvalidInputError(
    `the templates must hold at most ${mostPairs.toLocaleString('en')} pairs of ${what}, got ` +
      `${pairs.toLocaleString('en')}. Review fewer templates at a time.`,
  );
}
