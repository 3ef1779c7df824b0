import { InvalidInputError, quote } from '../../private/validation/validation';

/** The one that is wanted or that there is; throws, with all of them, where it is not one of them or not clear. */
export function onlyOne(path: string, names: readonly string[], wanted: string | undefined, who: string): string {
  const all = [...new Set(names)];
  const listed = all.map(quote).join(', ');
  const [first] = all;
  if (wanted !== undefined) {
    if (all.includes(wanted)) return wanted;
    throw new InvalidInputError(
      `\`${path}\` must be one of those that ${who}: ${listed || 'none'}; got ${quote(wanted)}`,
    );
  }
  if (first !== undefined && all.length === 1) return first;
  throw new InvalidInputError(`\`${path}\` must be given, since ${who} ${all.length}: ${listed}; name one`);
}
