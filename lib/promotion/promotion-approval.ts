import { Duration } from 'aws-cdk-lib';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Problem, refuseIf } from '../private/validation/validation';

/** A person who decides after the gate. */
export interface PromotionApproval {
  /**
   * Where the question is asked. Its message has the task token that an answer takes; nobody can answer by the token
   * alone, see `ImagePromotion.grantApprove`.
   *
   * @default - the topic that verdicts are told to
   */
  readonly topic?: ITopic;

  /**
   * How long the answer may take; without one the image is not promoted. Throws below a minute, above 300 days, and for
   * a token.
   *
   * @default Duration.days(7)
   */
  readonly timeout?: Duration;
}

/** The approval as the state machine takes it. */
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
    : `must be whole seconds from 1 minute to 300 days, got ${timeout.toIsoString()}; an execution lasts a year at most`;
}
