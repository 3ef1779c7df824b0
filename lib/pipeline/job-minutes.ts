import { type Duration } from 'aws-cdk-lib';
import { type Deployed } from '../github/workflow/published';
import { type Problem, refuseIf } from '../private/validation/validation';

/** The minutes of a job that deploys, in addition to those of the rollout. */
const otherMinutes = 10;

/** The minutes after which the CI system stops a job that builds. The session of the role is as long. */
export function jobMinutes(timeout: Duration, most: number, maxSessionSeconds: number | undefined): number {
  const minutes = timeout.isUnresolved() ? Number.NaN : timeout.toMinutes({ integral: false });
  refuseIf('timeout', formProblem(timeout, minutes, most) ?? sessionProblem(timeout, minutes, maxSessionSeconds));
  return minutes;
}

/** The limits of the jobs that deploy. */
interface DeploymentLimits {
  readonly most: number;
  /** The minutes of the build, if the same job deploys. */
  readonly minutesBefore?: number;
  readonly maxSessionSeconds?: number;
}

/** Refuses deployments that may take longer than a job, or than a session if one job does everything. */
export function refuseLongDeployments(deploys: readonly Deployed[], limits: DeploymentLimits): void {
  if (deploys.length === 0) return;
  const { most, minutesBefore, maxSessionSeconds = Number.POSITIVE_INFINITY } = limits;
  if (minutesBefore === undefined) {
    const longest = Math.max(...deploys.map(({ timeoutMinutes }) => timeoutMinutes));
    refuseIf('services', longest > most ? longJobProblem(longest, most, 'a job') : undefined);
    return;
  }
  const all = minutesWithDeployments(minutesBefore, deploys);
  refuseIf('services', all > most ? longJobProblem(all, most, 'the step that builds and deploys') : undefined);
  refuseIf('services', all * 60 > maxSessionSeconds ? longSessionProblem(all, maxSessionSeconds / 60) : undefined);
}

/** The minutes of a job that does all deployments after something else. */
export function minutesWithDeployments(others: number, deploys: readonly Deployed[]): number {
  return deploys.reduce((sum, { timeoutMinutes }) => sum + timeoutMinutes, others);
}

/** The minutes of the job for one deployment. */
export function deployMinutes({ timeoutMinutes }: Deployed, most: number): number {
  return Math.min(timeoutMinutes + otherMinutes, most);
}

/** The seconds of a session for a job of some minutes, between the shortest and the longest that AWS allows. */
export function sessionSeconds(minutes: number, maxSessionSeconds = Number.POSITIVE_INFINITY): number {
  return Math.min(Math.max(minutes * 60, 900), maxSessionSeconds);
}

function formProblem(timeout: Duration, minutes: number, most: number): Problem {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= most) return undefined;
  const got = timeout.isUnresolved() ? 'a token' : timeout.toIsoString();
  return `must be whole minutes from 1 minute to ${most / 60} hours, got ${got}`;
}

function sessionProblem(timeout: Duration, minutes: number, maxSessionSeconds: number | undefined): Problem {
  if (maxSessionSeconds === undefined || minutes * 60 <= maxSessionSeconds) return undefined;
  return (
    `must be at most ${maxSessionSeconds / 60} minutes, the longest session of the role, got ${timeout.toIsoString()}. ` +
    'Set maxSessionDuration of the role.'
  );
}

function longJobProblem(minutes: number, most: number, what: string): string {
  return (
    `must be deployed within ${most} minutes, the longest time of ${what} here, got ${minutes} minutes. ` +
    'Lower the timeouts of the deployments.'
  );
}

function longSessionProblem(minutes: number, most: number): string {
  return (
    `must be deployed within ${most} minutes after the start of the build, the longest session of the role, got ${minutes} ` +
    'minutes. One step builds and deploys in an environment. Set maxSessionDuration of the role, or lower `timeout`.'
  );
}
