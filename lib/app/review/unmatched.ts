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
  const unread = reports.some(({ unreviewed }) => unreviewed.length > 0);
  const where = unread ? 'in what was read of these templates' : 'of these templates';
  const rest = unread ? ' The report without this option lists what was not read.' : '';
  throw new UsageError(`option '--${option} ${value}' matches no ${things[option]} ${where}. ${known}${rest}`);
}
