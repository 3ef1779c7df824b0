import { type Duration, Token } from 'aws-cdk-lib';
import { InvalidInputError } from './validation';

/** A duration as whole days, at least one; ECR counts in nothing smaller. A token passes. */
export function daysOf(path: string, duration: Duration): number {
  if (duration.isUnresolved()) return duration.toDays({ integral: false });
  const days = duration.toDays({ integral: false });
  if (Number.isSafeInteger(days) && days >= 1) return days;
  throw new InvalidInputError(`\`${path}\` must be whole days, at least 1, got ${duration.toHumanString()}`);
}

/** A count of days for people. */
export function daysText(days: number): string {
  if (Token.isUnresolved(days)) return 'some days';
  return days === 1 ? '1 day' : `${days} days`;
}
