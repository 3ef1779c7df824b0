import { approvalStates } from './approval';
import { copyAttempts, copySeconds, copyStates } from './copy';
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

/** What the calls take beside the waits. */
const otherSeconds = 60 * 60;

/**
 * The state machine in the Amazon States Language, with JSONPath. Its input is what the rule on `ECR Image Action` hands
 * over: `{ repository, digest, tag }`, where an untagged push has an empty tag or none. Nothing else is believed of an
 * event: what these three name is read from the API, by digest.
 *
 * Every error that a state can catch is told as the verdict FAILED. An execution itself fails, which nothing inside can
 * tell, when it runs out of time or of history, or an answer of the API has another form than any known: an alarm on
 * failed and timed out executions belongs beside it.
 */
export function renderPromotionDefinition(options: PromotionDefinitionOptions): Record<string, unknown> {
  const rounds = options.approval ? 2 : 1; // what was approved is judged again
  return {
    Comment: 'Copies a pushed image by its digest to the approved repository, if its scan lets it pass',
    StartAt: 'Is the push tagged?',
    TimeoutSeconds:
      rounds * (options.gate.waitSeconds + otherSeconds) +
      (options.approval?.timeoutSeconds ?? 0) +
      copyAttempts * copySeconds,
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
      ...verdictStates(options),
    },
  };
}
