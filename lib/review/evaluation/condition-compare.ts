import { type Comparison } from './condition-operator';
import { isInRange } from './ip-range';
import { asText } from './policy-variables';
import { arnParts } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { type Answer, isSameText, matchesPattern } from '../texts/wildcard-match';

/** Whether a value of the request matches a value of the policy, whose variables have their values. */
export function fits(comparison: Comparison, value: string, pattern: string): Answer {
  switch (comparison) {
    case 'like':
      return matchesPattern(pattern, value);
    case 'arn':
      return matchesArn(pattern, value);
    case 'equals':
    case 'bytes':
      return isSameText(asText(pattern), value);
    case 'equalsIgnoreCase':
    case 'bool':
      return isSameText(asText(pattern).toLowerCase(), value.toLowerCase());
    default:
      // A number, a date or an address cannot be compared if a part of it is unresolved.
      if (hasUnresolved(pattern) || hasUnresolved(value)) return 'maybe';
      return compares(comparison, value, asText(pattern)) ? 'yes' : 'no';
  }
}

/** Whether an ARN meets `ArnLike`. Each part is compared with its own, so a `*` does not match several parts. */
function matchesArn(pattern: string, arn: string): Answer {
  const [from, to] = [arnParts(pattern), arnParts(arn)];
  const whole = matchesPattern(pattern, arn);
  if (whole === 'no') return 'no';
  const bothAreArns = from.length === 6 && to.length === 6;
  if (bothAreArns && from.every((part, index) => matchesPattern(part, to[index] ?? '') === 'yes')) return 'yes';
  return hasUnresolved(pattern) || hasUnresolved(arn) ? 'maybe' : 'no';
}

function compares(comparison: Comparison, value: string, pattern: string): boolean {
  if (comparison === 'ip') return isInRange(value, pattern) === true;
  const read = comparison.startsWith('date') ? instantOf : numberOf;
  const [one, other] = [read(value), read(pattern)];
  switch (comparison) {
    case 'numberLess':
    case 'dateBefore':
      return one < other;
    case 'numberAtMost':
    case 'dateAtMost':
      return one <= other;
    case 'numberMore':
    case 'dateAfter':
      return one > other;
    case 'numberAtLeast':
    case 'dateAtLeast':
      return one >= other;
    default:
      return one === other;
  }
}

function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

/** Reads ISO 8601, or seconds since 1970. */
function instantOf(text: string): number {
  return /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
