import { Duration } from 'aws-cdk-lib';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Problem, refuseIf } from '../private/validation/validation';

/** The approval of images by a reviewer, after the gate. */
export interface PromotionApproval {
  /**
   * The topic for approval requests. The message contains the task token for the answer. An answer also requires the permission
   * of `ImagePromotion.grantApprove`.
   *
   * @default - the topic for verdicts
   */
  readonly topic?: ITopic;

  /**
   * The time limit of an answer. Without an answer the image is not promoted. Throws below a minute, above 300 days, and for a
   * token.
   *
   * @default Duration.days(7)
   */
  readonly timeout?: Duration;
}

/** The approval for the state machine. */
export function renderApproval(
  approval: PromotionApproval | undefined,
  topic: ITopic,
): { topicArn: string; timeoutSeconds: number } | undefined {
  if (approval === undefined) return undefined;
  const { timeout = Duration.days(7) } = approval;
  refuseIf('approval.timeout', timeoutProblem(timeout));
  return { topicArn: (approval.topic ?? topic).topicArn, timeoutSeconds: timeout.toSeconds() };
}

function timeoutProblem(timeout: Duration): Problem {
  if (timeout.isUnresolved()) return 'must be from 1 minute to 300 days at synth, got a token';
  const seconds = timeout.toSeconds({ integral: false });
  return Number.isInteger(seconds) && seconds >= 60 && seconds <= 300 * 86_400
    ? undefined
    : `must be whole seconds from 1 minute to 300 days, got ${timeout.toIsoString()}. An execution lasts at most one year.`;
}
