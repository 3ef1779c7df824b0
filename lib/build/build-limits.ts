import { Duration, Token } from 'aws-cdk-lib';
import { type CommonProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { wholeNumberRule } from '../private/validation/whole-number';
import { type BuildOperationsOptions } from './build-operations';

type Limits = Pick<CommonProjectProps, 'timeout' | 'queuedTimeout' | 'concurrentBuildLimit' | 'autoRetryLimit'>;

/** @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
export const concurrentBuildLimitRule = wholeNumberRule(1);
export const autoRetryLimitRule = wholeNumberRule(0, 10);
export const timeoutMinutesRule = wholeNumberRule(5, 36 * 60);
export const queuedTimeoutMinutesRule = wholeNumberRule(5, 8 * 60);

/** What CodeBuild takes as limits of a project; none of them is a limit that is not given. */
export function buildLimits(props: BuildOperationsOptions): Limits {
  const { timeout = Duration.hours(1), queuedTimeout, concurrentBuildLimit, autoRetryLimit } = props;
  refuseIf('timeout', durationProblem(timeout, 36));
  if (queuedTimeout !== undefined) refuseIf('queuedTimeout', durationProblem(queuedTimeout, 8));
  if (concurrentBuildLimit !== undefined) {
    validate('concurrentBuildLimit', concurrentBuildLimit, concurrentBuildLimitRule);
  }
  if (autoRetryLimit !== undefined) validate('autoRetryLimit', autoRetryLimit, autoRetryLimitRule);
  return {
    timeout,
    queuedTimeout,
    concurrentBuildLimit,
    autoRetryLimit: autoRetryLimit === 0 && !Token.isUnresolved(autoRetryLimit) ? undefined : autoRetryLimit,
  };
}

function durationProblem(duration: Duration, mostHours: number): Problem {
  if (duration.isUnresolved()) return undefined;
  const minutes = duration.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 5 && minutes <= mostHours * 60
    ? undefined
    : `must be whole minutes from 5 minutes to ${mostHours} hours, got ${duration.toIsoString()}; that is what CodeBuild takes`;
}
