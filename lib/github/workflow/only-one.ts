import { InvalidInputError, quote } from '../../private/validation/validation';

/** The requested name, or the only one. Throws with all names if the name is not one of them or is ambiguous. */
export function onlyOne(path: string, names: readonly string[], wanted: string | undefined, who: string): string {
  const all = [...new Set(names)];
  const listed = all.map(quote).join(' or ');
  const [first] = all;
  if (wanted !== undefined) {
    if (all.includes(wanted)) return wanted;
    throw new InvalidInputError(
      `\`${path}\` must be one that ${who}, got ${quote(wanted)}. ${first === undefined ? 'There is none.' : `Use ${listed}.`}`,
    );
  }
  if (first !== undefined && all.length === 1) return first;
  throw new InvalidInputError(`\`${path}\` is required because ${who} ${all.length}: ${listed}. Name one.`);
}
