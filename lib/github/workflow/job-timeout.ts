import { type Duration } from 'aws-cdk-lib';
import { type Problem, refuseIf } from '../../private/validation/validation';
import { type Deployed, type PublisherRoleFacts } from './published';

/** GitHub ends a job on its own runners after six hours. A session of a role ends after twelve. */
const mostHostedMinutes = 360;
const mostMinutes = 720;

/** The minutes after which GitHub stops a job. The session of the role is as long. */
export function timeoutMinutes(timeout: Duration, isHosted: boolean, role: PublisherRoleFacts): number {
  const minutes = timeout.isUnresolved() ? Number.NaN : timeout.toMinutes({ integral: false });
  refuseIf('timeout', formProblem(timeout, minutes, isHosted) ?? sessionProblem(timeout, minutes, role));
  return minutes;
}

/**
 * The minutes after which GitHub stops a job that also deploys. The deployments run one after the other. GitHub's own runners never
 * work longer than six hours.
 *
 * @param others the minutes of all that is not a deployment.
 */
export function minutesWithDeployments(others: number, deploys: readonly Deployed[], isHosted: boolean): number {
  const minutes = deploys.reduce((sum, { timeoutMinutes }) => sum + timeoutMinutes, others);
  return isHosted ? Math.min(minutes, mostHostedMinutes) : minutes;
}

function formProblem(timeout: Duration, minutes: number, isHosted: boolean): Problem {
  const most = isHosted ? mostHostedMinutes : mostMinutes;
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= most) return undefined;
  const got = timeout.isUnresolved() ? 'a token' : timeout.toIsoString();
  const remedy = isHosted && minutes > most ? ' Build on your own runners, or build faster.' : '';
  return `must be whole minutes from 1 minute to ${most / 60} hours, got ${got}.${remedy}`;
}

function sessionProblem(timeout: Duration, minutes: number, { maxSessionSeconds }: PublisherRoleFacts): Problem {
  if (maxSessionSeconds === undefined || minutes * 60 <= maxSessionSeconds) return undefined;
  return (
    `must be at most ${maxSessionSeconds / 60} minutes, the longest session of the role, got ${timeout.toIsoString()}. ` +
    'Set maxSessionDuration of the role.'
  );
}
