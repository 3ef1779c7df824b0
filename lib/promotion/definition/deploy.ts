import { caught } from './ecr-task';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type State, type States, choice, isOneOf, pass, present } from './states';

/** The time that a deployment waits for the one before, since a project runs one at a time. */
const waitSeconds = 60;
const waits = 120;

/** The time for a start and for all waits, in addition to the deployments themselves. */
const otherSeconds = 15 * 60;

/** The longest time from the start of a deployment to its end. */
export function deploySeconds({ deployment }: PromotionDefinitionOptions): number {
  return deployment === undefined ? 0 : waits * waitSeconds + taskSeconds(deployment.minutes);
}

/**
 * The states that deploy a promoted image. The build compares the image with the other approved ones, and its exported variable shows
 * whether it deployed the image. A failed deployment is not repeated: ECS has rolled it back, and a person must look.
 */
export function deployStates({ partition, deployment }: PromotionDefinitionOptions): States {
  if (deployment === undefined) return {};
  return {
    Deploy: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::codebuild:startBuild.sync`,
      Parameters: {
        ProjectName: deployment.projectName,
        EnvironmentVariablesOverride: [{ Name: 'IMAGE_DIGEST', Type: 'PLAINTEXT', 'Value.$': '$.image.digest' }],
      },
      ResultSelector: { 'answers.$': "$..ExportedEnvironmentVariables[?(@.Name == 'DEPLOYED')].Value" },
      ResultPath: '$.deployed',
      TimeoutSeconds: taskSeconds(deployment.minutes),
      Retry: [waitForOther],
      Catch: caught('DEPLOY_FAILED'),
      Next: 'Was it deployed?',
    },
    'Was it deployed?': choice(
      [
        [isOneOf('$.deployed.answers[0]', ['yes']), 'DEPLOYED'],
        [present('$.deployed.answers[0]'), 'NOT_DEPLOYED'],
      ],
      'The end is unknown',
    ),
    'The end is unknown': pass(
      { 'Cause.$': 'States.JsonToString($.deployed)', Error: 'UnknownAnswer' },
      '$.error',
      'DEPLOY_FAILED',
    ),
  };
}

/** CodeBuild refuses a build while the one before runs. */
const waitForOther: State = {
  ErrorEquals: ['CodeBuild.AccountLimitExceededException'],
  IntervalSeconds: waitSeconds,
  MaxAttempts: waits,
  BackoffRate: 1,
};

function taskSeconds(minutes: number): number {
  return minutes * 60 + otherSeconds;
}
