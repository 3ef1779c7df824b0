import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { type BoundDeployment } from '../deployment/bound-deployment';
import { type ImageDeployment } from '../deployment/image-deployment';
import { InvalidInputError, type Problem, quote, refuseIf } from '../private/validation/validation';
import { type PromotionRoute } from './promotion-route';

/** The time of a build that deploys, in addition to the deployments themselves. */
const otherMinutes = 10;

/** The longest time that CodeBuild runs a build. */
const mostMinutes = 36 * 60;

/** Reads the deployments of a promotion. Throws for one that could not bring in the approved image. */
export function bindPromotionDeployments(
  scope: Construct,
  deploys: readonly ImageDeployment[],
  { naming }: PromotionRoute,
): BoundDeployment[] {
  if (deploys.length === 0) return [];
  if (naming.kind === 'prefix') {
    throw new InvalidInputError(
      '`deploys` requires `source` and `target`, got an ImagePromotion with `sourcePrefix`. Images of several repositories ' +
        'would replace each other. Create one ImagePromotion for each repository that is deployed.',
    );
  }
  const stack = Stack.of(scope);
  const deployments = deploys.map((deploy) => deploy._bind(stack));
  deployments.forEach((deployment, index) => {
    refuseIf(`deploys[${index}]`, restartProblem(deployment));
  });
  refuseIf('deploys', timeoutProblem(deployments));
  return deployments;
}

/** The time that a build needs for all deployments. */
export function rolloutMinutesOf(deployments: readonly BoundDeployment[]): number {
  return deployments.reduce((sum, { timeoutMinutes }) => sum + timeoutMinutes, otherMinutes);
}

/** Tags of approved images never move, so the same task definition would start the same image again. */
function restartProblem(deployment: BoundDeployment): Problem {
  if (deployment.kind !== 'ecs' || !deployment.restart) return undefined;
  return (
    `must not restart a service, got ${quote(`${deployment.cluster}/${deployment.service}`)}. No tag of an approved image moves, ` +
    'so its tasks would start with the image from before. Use EcsDeployment.named() or EcsDeployment.toService().'
  );
}

function timeoutProblem(deployments: readonly BoundDeployment[]): Problem {
  const minutes = rolloutMinutesOf(deployments) - otherMinutes;
  return minutes + otherMinutes <= mostMinutes
    ? undefined
    : `must take at most ${mostMinutes - otherMinutes} minutes together, got ${minutes} minutes. Lower the timeouts of the ` +
        'deployments.';
}
