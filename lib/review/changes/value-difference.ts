import { entriesOf, isList } from '../templates/value';
import { hasUnresolved, isUnresolved, piecesOf } from '../texts/symbolic-text';

/** Whether a value is another one than before. It is unknown if only the deployment decides. */
export type Difference = 'same' | 'changed' | 'unknown';

/** A value with its functions evaluated, and as its template has it. */
export interface ComparedValue {
  readonly value: unknown;
  readonly written: unknown;
  /** The start of the names of unresolved values of its template. */
  readonly prefix: string;
}

/** Compares two values. Unresolved values of the two templates are equal if they have the same names there. */
export function differenceOf(before: ComparedValue, after: ComparedValue): Difference {
  const [one, other] = [withoutPrefix(before), withoutPrefix(after)];
  if (hasNumber(one) || hasNumber(other)) {
    return canonical(before.written) === canonical(after.written) ? 'same' : 'unknown';
  }
  return differenceOfValues(one, other);
}

function differenceOfValues(one: unknown, other: unknown): Difference {
  if (one === undefined || other === undefined) return one === other ? 'same' : 'changed';
  if (isMapping(one) && isMapping(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return worst(Array.from(names, (name) => differenceOfValues(one[name], other[name])));
  }
  if (isList(one) && isList(other)) {
    const length = Math.max(one.length, other.length);
    return worst(Array.from({ length }, (_, index) => differenceOfValues(one[index], other[index])));
  }
  if (isScalar(one) && isScalar(other)) return differenceOfTexts(String(one), String(other));
  return [one, other].some((value) => typeof value === 'string' && hasUnresolved(value)) ? 'unknown' : 'changed';
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** CloudFormation accepts `5` and `"5"`, `true` and `"true"`. */
function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Texts with the same unresolved values, but another text around them, are different. */
function differenceOfTexts(one: string, other: string): Difference {
  if (one === other) return 'same';
  if (!hasUnresolved(one) && !hasUnresolved(other)) return 'changed';
  const [names, otherNames] = [one, other].map((text) => piecesOf(text).filter(isUnresolved).join());
  return names === otherNames ? 'changed' : 'unknown';
}

function worst(differences: readonly Difference[]): Difference {
  if (differences.includes('changed')) return 'changed';
  return differences.includes('unknown') ? 'unknown' : 'same';
}

/** A value in which the unresolved values of its template have no prefix. */
export function withoutPrefix({ value, prefix }: Pick<ComparedValue, 'value' | 'prefix'>): unknown {
  const mark = `\u{E000}${prefix}.`;
  const renamed = (one: unknown): unknown => {
    if (typeof one === 'string') return one.includes(mark) ? one.replaceAll(mark, '\u{E000}.') : one;
    if (isList(one)) return one.map(renamed);
    return isMapping(one) ? Object.fromEntries(entriesOf(one).map(([key, item]) => [key, renamed(item)])) : one;
  };
  return renamed(value);
}

/** Long expressions that cannot be evaluated are numbered, so that only their text in the template is comparable. */
function hasNumber(value: unknown): boolean {
  return value !== undefined && /#\d+\u{E001}/u.test(JSON.stringify(value));
}

/** The JSON of a value in which the order of the keys does not matter. */
export function canonical(value: unknown): string {
  if (value === undefined) return '';
  return JSON.stringify(value, (_, one: unknown) =>
    isMapping(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}
