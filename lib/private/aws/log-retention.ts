import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Rule, quote } from '../validation/validation';

/** The numbers of days that CloudWatch Logs accepts. They are read when needed, since loading them takes time. */
function known(): RetentionDays[] {
  return Object.values(RetentionDays).filter(
    (days): days is RetentionDays => typeof days === 'number' && days !== RetentionDays.INFINITE,
  );
}

/** How long CloudWatch Logs can keep logs, in days. */
export const logRetentionDaysRule: Rule = (value) =>
  known().some((days) => days === value)
    ? undefined
    : `must be a retention that CloudWatch Logs accepts, in days, got ${quote(value)}. Choose one of ${known().join(', ')}.`;

/** The retention for these days, if CloudWatch Logs has it. */
export function logRetentionOf(days: unknown): RetentionDays | undefined {
  return known().find((one) => one === days);
}
