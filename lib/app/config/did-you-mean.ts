import leven from 'leven';
import { quote } from '../../private/validation/validation';

/** The most changed characters of a misspelling. A longer name may have more of them. */
const mostChanges = 2;
const sharePerChange = 4;

/** The question after a problem with a misspelled name, such as ` Did you mean 'account'?`. It is empty if no name is near. */
export function didYouMean(names: readonly string[], known: Iterable<string>): string {
  const all = [...known];
  const nearest = names.flatMap((name) => nearestName(name, all) ?? []);
  return nearest.length === 0 ? '' : ` Did you mean ${[...new Set(nearest)].map(quote).join(', ')}?`;
}

function nearestName(name: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.min(mostChanges, Math.floor(name.length / sharePerChange)));
  const [nearest] = known
    .filter((one) => Math.abs(one.length - name.length) <= most && one !== name)
    .map((one) => ({ one, distance: changesBetween(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((first, second) => first.distance - second.distance);
  return nearest?.one;
}

/** Two characters in the wrong order are one change. */
function changesBetween(name: string, other: string): number {
  const changes = leven(name, other);
  return changes === 2 && lettersOf(name) === lettersOf(other) ? 1 : changes;
}

function lettersOf(name: string): string {
  return Array.from(name).sort().join('');
}
