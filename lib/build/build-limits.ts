import { Duration, Token } from 'aws-cdk-lib';
import { type CommonProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { awsLimits } from '../private/aws/limits';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { wholeNumberRule } from '../private/validation/whole-number';
import { type BuildOperationsOptions } from './build-operations-options';

type Limits = Pick<CommonProjectProps, 'timeout' | 'queuedTimeout' | 'concurrentBuildLimit' | 'autoRetryLimit'>;

const { leastTimeoutMinutes, mostTimeoutMinutes, mostQueuedTimeoutMinutes, mostRetries } = awsLimits.codeBuild;

export const concurrentBuildLimitRule = wholeNumberRule(1);
export const autoRetryLimitRule = wholeNumberRule(0, mostRetries);
export const timeoutMinutesRule = wholeNumberRule(leastTimeoutMinutes, mostTimeoutMinutes);
export const queuedTimeoutMinutesRule = wholeNumberRule(leastTimeoutMinutes, mostQueuedTimeoutMinutes);

/**
 * The limits of a project, as CodeBuild accepts them. A limit that is not set stays undefined.
 *
 * @param parallelBuilds how many builds a batch of the project starts at the same time.
 */
export function buildLimits(props: BuildOperationsOptions, parallelBuilds = 1): Limits {
  const { timeout = Duration.hours(1), queuedTimeout, concurrentBuildLimit, autoRetryLimit } = props;
  refuseIf('timeout', durationProblem(timeout, mostTimeoutMinutes));
  if (queuedTimeout !== undefined) refuseIf('queuedTimeout', durationProblem(queuedTimeout, mostQueuedTimeoutMinutes));
  if (concurrentBuildLimit !== undefined) {
    validate('concurrentBuildLimit', concurrentBuildLimit, concurrentBuildLimitRule);
    refuseIf('concurrentBuildLimit', batchProblem(concurrentBuildLimit, parallelBuilds));
  }
  if (autoRetryLimit !== undefined) validate('autoRetryLimit', autoRetryLimit, autoRetryLimitRule);
  return {
    timeout,
    queuedTimeout,
    concurrentBuildLimit,
    autoRetryLimit: autoRetryLimit === 0 && !Token.isUnresolved(autoRetryLimit) ? undefined : autoRetryLimit,
  };
}

/** CodeBuild does not run the builds of a batch that are over the limit, so the batch never ends. */
function batchProblem(limit: number, parallelBuilds: number): Problem {
  return Token.isUnresolved(limit) || limit >= parallelBuilds
    ? undefined
    : `must be at least ${parallelBuilds}, got ${limit}. A batch builds ${parallelBuilds} platforms at the same time. ` +
        'Raise it, or use one platform.';
}

function durationProblem(duration: Duration, mostMinutes: number): Problem {
  if (duration.isUnresolved()) return undefined;
  const minutes = duration.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= leastTimeoutMinutes && minutes <= mostMinutes
    ? undefined
    : `must be whole minutes from ${leastTimeoutMinutes} minutes to ${mostMinutes / 60} hours, got ${duration.toIsoString()}`;
}
