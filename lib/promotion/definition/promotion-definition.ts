import { approvalStates } from './approval';
import { copyAttempts, copySeconds, copyStates } from './copy';
import { deploySeconds, deployStates } from './deploy';
import { exceptionStates } from './exceptions';
import { imageStates } from './image-kind';
import { partsStates } from './parts';
import { pushStates } from './push';
import { tagStates } from './tags';
import { type PromotionDefinitionOptions } from './promotion-options';
import { targetNameStates } from './target-name';
import { verdictStates } from './verdicts';

export { type PromotionDefinitionOptions } from './promotion-options';
export { type TargetNaming } from './target-name';

/** The time for calls, in addition to waits. */
const otherSeconds = 60 * 60;

/**
 * The state machine in the Amazon States Language, with JSONPath. The rule for `ECR Image Action` passes it
 * `{ repository, digest, tag }`. An untagged push has an empty tag or none. The state machine does not trust anything else in an
 * event. It reads the image from the API by digest.
 *
 * Every error that a state can catch has the verdict FAILED. An execution fails without a verdict if it exceeds its time or
 * history, or if an answer of the API has an unknown form. An alarm reports failed and timed out executions.
 */
export function renderPromotionDefinition(options: PromotionDefinitionOptions): Record<string, unknown> {
  const rounds = options.approval ? 2 : 1; // an approved image is checked again
  return {
    Comment: 'Copies a pushed image by its digest to the approved repository if it passes the gate',
    StartAt: 'Is the push tagged?',
    TimeoutSeconds:
      rounds * (options.gate.waitSeconds + otherSeconds) +
      (options.approval?.timeoutSeconds ?? 0) +
      copyAttempts * copySeconds +
      deploySeconds(options),
    States: {
      ...pushStates(options),
      ...targetNameStates(options.targetRepository),
      ...tagStates(options, { suffix: '', next: 'Which exceptions are there?' }),
      ...exceptionStates(options.gate.exceptions),
      ...imageStates(),
      ...partsStates(options),
      ...approvalStates(options),
      ...tagStates(options, { suffix: ' again', next: 'Copy' }),
      ...copyStates(options),
      ...deployStates(options),
      ...verdictStates(options),
    },
  };
}
