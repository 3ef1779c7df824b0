import { hasUnresolved } from '../texts/symbolic-text';
import { type Reading } from './reading';
import { field, isList, scalarText } from './value';

/** A comparison whose result is known only at deploy. */
export interface OpenFact {
  /** The same for comparisons of the same values. */
  readonly key: string;
  /** The result if all parameters that have defaults have them. */
  readonly byDefault?: boolean;
  /** The parameters that it depends on. */
  readonly parameters: readonly string[];
  /** The parameter and its text, if the comparison is between these. */
  readonly equality?: { readonly parameter: string; readonly text: string };
  /** The unresolved text and its value, if the comparison is between these. It has no other value then. */
  readonly choice?: { readonly of: string; readonly text: string };
}

/** The logic of a condition. */
export type Logic =
  | { readonly kind: 'known'; readonly value: boolean }
  | { readonly kind: 'fact'; readonly fact: OpenFact }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Logic }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Logic[] }
  | { readonly kind: 'unknown' };

/** Reads the two sides of a comparison. */
export interface ConditionReadings {
  /** Reads every parameter as an unresolved value. */
  readonly open: Reading;
  /** Reads a parameter as its default, if it has one. */
  readonly byDefault: Reading;
  /** The parameters that a value refers to. */
  parametersIn(raw: unknown): readonly string[];
}

const mostLevels = 50;

/** Reads the expression of a condition. */
export function readLogic(raw: unknown, readings: ConditionReadings, level = 0): Logic {
  if (level > mostLevels) return { kind: 'unknown' };
  const name = field(raw, 'Condition');
  if (typeof name === 'string') return { kind: 'name', name };
  const [not, equals] = [field(raw, 'Fn::Not'), field(raw, 'Fn::Equals')];
  if (isList(not)) return { kind: 'not', of: readLogic(not[0], readings, level + 1) };
  if (isList(equals)) return comparison(equals[0], equals[1], readings);
  for (const [call, kind] of [['Fn::And', 'all'] as const, ['Fn::Or', 'any'] as const]) {
    const parts = field(raw, call);
    if (isList(parts)) return { kind, of: parts.map((part) => readLogic(part, readings, level + 1)) };
  }
  return { kind: 'unknown' };
}

function comparison(left: unknown, right: unknown, readings: ConditionReadings): Logic {
  const [one, other] = [left, right].map((side) => scalarText(readings.open.resolve(side)));
  if (one === undefined || other === undefined) return { kind: 'unknown' };
  if (one === other) return { kind: 'known', value: true };
  if (!hasUnresolved(one) && !hasUnresolved(other)) return { kind: 'known', value: false };
  const [first, second] = [left, right].map((side) => scalarText(readings.byDefault.resolve(side)));
  const isKnown = first !== undefined && second !== undefined && !hasUnresolved(first) && !hasUnresolved(second);
  return {
    kind: 'fact',
    fact: {
      key: [one, other].sort().join('\0'),
      ...(isKnown ? { byDefault: first === second } : {}),
      parameters: [...readings.parametersIn(left), ...readings.parametersIn(right)],
      ...(equalityOf(left, other) ?? equalityOf(right, one)),
    },
  };
}

function equalityOf(side: unknown, text: string): Pick<OpenFact, 'equality'> | undefined {
  const parameter = field(side, 'Ref');
  return typeof parameter === 'string' && !hasUnresolved(text) ? { equality: { parameter, text } } : undefined;
}
