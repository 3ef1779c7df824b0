import { deploySteps } from './deploy-steps';
import { movesTag } from './deployed-services';
import { jobHead, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote, type YamlValue } from './yaml-value';

/** The minutes of a deploy job in addition to those of the rollouts. */
const otherMinutes = 10;

/** The job that deploys the image to services and functions, if there are any. In an environment, the job `publish` deploys. */
export function deployJobs(parts: WorkflowParts): YamlMapping {
  const { deploys, runners, trigger } = parts.plan;
  if (deploys.length === 0 || trigger.environment !== undefined) return {};
  const job = {
    needs: 'publish',
    ...jobHead(parts, runners['linux/amd64'], false),
    'timeout-minutes': Math.min(otherMinutes + deployMinutes(parts), 360),
    steps: deploySteps(parts, '${{ needs.publish.outputs.image }}'),
  };
  return { deploy: new YamlNote(job, explanationOf(parts)) };
}

/**
 * The steps of the job `publish` that deploy the image, if the role trusts an environment. A separate job would need another
 * approval of the same run.
 */
export function stepsOfDeployment(parts: WorkflowParts): YamlValue[] {
  if (parts.plan.trigger.environment === undefined) return [];
  const [first, ...others] = deploySteps(parts, '${{ steps.image.outputs.image }}');
  return first === undefined ? [] : [new YamlNote(first, explanationOf(parts)), ...others];
}

/** The longest time that all deployments take, one after the other. */
function deployMinutes({ plan }: WorkflowParts): number {
  return plan.deploys.reduce((sum, { timeoutMinutes }) => sum + timeoutMinutes, 0);
}

function explanationOf({ plan: { deploys, tags } }: WorkflowParts): string[] {
  const restarts = deploys.some((deployed) => deployed.kind === 'ecs' && deployed.restart);
  if (!restarts) return ['Deploys the image by its digest. The job fails if the image does not run at the end.'];
  return [
    'A restarted task gets the new image if its task definition names a tag that moves to it.',
    ...(movesTag(tags) ? [] : ['This workflow moves no tag.']),
  ];
}
