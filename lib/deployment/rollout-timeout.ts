import { type Duration } from 'aws-cdk-lib';
import { type Problem, refuseIf } from '../private/validation/validation';
import { wholeNumberRule } from '../private/validation/whole-number';

/** The longest wait of GitHub's action for ECS, which is the longest time that GitHub runs a job, too. */
const mostMinutes = 360;

/** The rule for a timeout in a config file. */
export const rolloutMinutesRule = wholeNumberRule(1, mostMinutes);

/** The minutes of a timeout. Throws if a rollout could not wait that long. */
export function rolloutMinutes(timeout: Duration | undefined, fallback: number): number {
  if (timeout === undefined) return fallback;
  refuseIf('timeout', timeoutProblem(timeout));
  return timeout.toMinutes();
}

function timeoutProblem(timeout: Duration): Problem {
  if (timeout.isUnresolved()) return 'must be known at synth, got a token';
  const minutes = timeout.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes
    ? undefined
    : `must be whole minutes from 1 minute to 6 hours, got ${timeout.toIsoString()}`;
}
