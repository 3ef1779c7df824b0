import { type Duration, Token } from 'aws-cdk-lib';
import { InvalidInputError } from './validation';

/** A duration as whole days; ECR counts in nothing smaller. A token passes. */
export function daysOf(path: string, duration: Duration, least = 1): number {
  const days = duration.toDays({ integral: false });
  if (duration.isUnresolved() || (Number.isSafeInteger(days) && days >= least)) return days;
  throw new InvalidInputError(`\`${path}\` must be whole days, at least ${least}, got ${duration.toHumanString()}`);
}

/** A count of days for people. */
export function daysText(days: number): string {
  if (Token.isUnresolved(days)) return 'some days';
  return days === 1 ? '1 day' : `${days} days`;
}
