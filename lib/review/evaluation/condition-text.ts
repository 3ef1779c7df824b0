import { type Comparison, type ConditionOperator } from './condition-operator';
import { shownText } from '../texts/symbolic-text';
import { type StatementCondition } from '../templates/template-graph';

/** The words between a key and a value, and those for a negated operator. */
const words: Readonly<Record<Exclude<Comparison, 'null'>, readonly [fits: string, not: string]>> = {
  equals: ['is', 'is not'],
  equalsIgnoreCase: ['is, ignoring case,', 'is not, ignoring case,'],
  like: ['is like', 'is not like'],
  arn: ['is like', 'is not like'],
  number: ['=', '!='],
  numberLess: ['less than', ''],
  numberAtMost: ['at most', ''],
  numberMore: ['more than', ''],
  numberAtLeast: ['at least', ''],
  date: ['at', 'not at'],
  dateBefore: ['before', ''],
  dateAtMost: ['at or before', ''],
  dateAfter: ['after', ''],
  dateAtLeast: ['at or after', ''],
  bool: ['is', ''],
  bytes: ['has the bytes', ''],
  ip: ['in', 'not in'],
};

/** A condition in words that the author of a policy knows: `aws:CurrentTime before 2026-12-01T00:00:00Z`. */
export function conditionText(operator: ConditionOperator, { key, values }: StatementCondition): string {
  const name = quoted(key);
  if (operator.comparison === 'null') return nullText(name, values);
  const plain = isPlain(operator.comparison) && !values.some((value) => /[*?]/.test(value));
  const [fits, not] = words[plain ? 'equals' : operator.comparison];
  const listed = values.map(quoted).sort();
  const choice = operator.negated
    ? `${not} ${listed.join(' nor ')}`
    : `${fits} ${listed.length === 0 ? 'nothing' : listed.join(' or ')}`;
  return `${subject(operator, name)} ${choice}${operator.ifExists && !operator.negated ? ' if present' : ''}`;
}

/** The opposite of a condition. A negated operator has an exact opposite, also for a missing key. */
export function oppositeText(operator: ConditionOperator, condition: StatementCondition): string | undefined {
  if (operator.comparison === 'null') return nullText(quoted(condition.key), condition.values.map(otherBool));
  if (operator.set !== undefined || !operator.negated) return undefined;
  return conditionText({ ...operator, negated: false, ifExists: false }, condition);
}

function subject({ set }: ConditionOperator, name: string): string {
  if (set === undefined) return name;
  return set === 'any' ? `some ${name}` : `every ${name}, if any,`;
}

function nullText(name: string, [value = 'true']: readonly string[]): string {
  return `${name} is ${value.toLowerCase() === 'true' ? 'absent' : 'present'}`;
}

function otherBool(value: string): string {
  return value.toLowerCase() === 'true' ? 'false' : 'true';
}

function isPlain(comparison: Comparison): boolean {
  return comparison === 'like' || comparison === 'arn';
}

/** Quotes a value that could be mistaken for the words around it, so that two conditions never read the same. */
function quoted(value: string): string {
  const shown = shownText(value);
  return /^[^\s,"]+$/.test(shown) ? shown : JSON.stringify(shown);
}
