import { type Narrowing, plainText, type ReviewReport, unmatchedPart } from '../../review/index';
import { nearestNames } from '../nearest-names';
import { UsageError } from '../usage-error';

const things = { repository: 'repository', who: 'principal' };

/** Ends the command if a pattern or a text matches nothing in the reports: an empty answer would look like "no access". */
export function refuseUnmatched(narrowing: Narrowing, reports: readonly ReviewReport[]): void {
  const unmatched = unmatchedPart(narrowing, reports);
  if (unmatched === undefined) return;
  const { option, value, names } = unmatched;
  const nearest = nearestNames(value, names).map(plainText).join(', ');
  const known = nearest === '' ? 'There are none.' : `The nearest names are: ${nearest}.`;
  throw new UsageError(`option '--${option} ${value}' matches no ${things[option]} of these templates. ${known}`);
}
