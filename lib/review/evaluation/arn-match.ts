import { arnParts } from '../texts/arn';
import { hasHoles } from '../texts/symbolic-text';
import { type Answer, matchesPattern } from '../texts/wildcard-match';

/** Whether `ArnLike` holds: part by part, so that a `*` stays within its own. */
export function matchesArn(pattern: string, arn: string): Answer {
  const [from, to] = [arnParts(pattern), arnParts(arn)];
  const whole = matchesPattern(pattern, arn);
  if (whole === 'no') return 'no';
  const bothAreArns = from.length === 6 && to.length === 6;
  if (bothAreArns && from.every((part, index) => matchesPattern(part, to[index] ?? '') === 'yes')) return 'yes';
  return hasHoles(pattern) || hasHoles(arn) ? 'maybe' : 'no';
}
