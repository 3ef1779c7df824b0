import { followHistory, followVersions } from '../../naming/tag-rules';
import { deploySteps } from './deploy-steps';
import { movesTag } from './deployed-services';
import { minutesWithDeployments } from './job-timeout';
import { afterJob } from './rebuild-conditions';
import { jobHead, jobId, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote, type YamlValue } from './yaml-value';

/** The minutes of a deploy job in addition to those of the rollouts. */
const otherMinutes = 10;

/** The job that deploys the image to services and functions, if there are any. In an environment, the job `publish` deploys. */
export function deployJobs(parts: WorkflowParts): YamlMapping {
  const { deploys, isHosted, runners, trigger } = parts.plan;
  if (deploys.length === 0 || trigger.environment !== undefined) return {};
  const published = jobId(parts.plan, 'publish');
  const job = {
    needs: published,
    if: afterJob(
      parts.plan,
      published,
      staysNewest(parts) ? newestIf(`needs.${published}`, `needs.${published}.outputs.run-tags`) : undefined,
    ),
    ...jobHead(parts, runners['linux/amd64'], false),
    'timeout-minutes': minutesWithDeployments(otherMinutes, deploys, isHosted),
    steps: deploySteps(parts, `\${{ needs.${published}.outputs.image }}`),
  };
  return { [jobId(parts.plan, 'deploy')]: new YamlNote(job, explanationOf(parts)) };
}

/**
 * The steps of the job `publish` that deploy the image, if the role trusts an environment. A separate job would need another
 * approval of the same run.
 */
export function stepsOfDeployment(parts: WorkflowParts): YamlValue[] {
  if (parts.plan.trigger.environment === undefined) return [];
  const all = deploySteps(parts, '${{ steps.image.outputs.image }}');
  const condition = staysNewest(parts) ? newestIf('steps.image', runTags(parts)) : undefined;
  const [first, ...others] = all.map((step) => {
    const others = Object.fromEntries(Object.entries(step).filter(([key]) => key !== 'if'));
    return { name: step.name, id: step.id, if: condition, ...others };
  });
  return first === undefined ? [] : [new YamlNote(first, explanationOf(parts)), ...others];
}

/** The time limit of the job `publish`, which deploys too if the role trusts an environment. */
export function publishMinutes({ plan }: WorkflowParts): YamlMapping {
  const { deploys, isHosted, timeoutMinutes, trigger } = plan;
  if (trigger.environment === undefined) return {};
  return { 'timeout-minutes': minutesWithDeployments(timeoutMinutes, deploys, isHosted) };
}

/** The job output with all tags that the run gives, if deployments need it. */
export function runTagsOutput(parts: WorkflowParts): YamlMapping {
  const { deploys, trigger } = parts.plan;
  const isNeeded = deploys.length > 0 && trigger.environment === undefined && staysNewest(parts);
  return isNeeded ? { 'run-tags': `\${{ ${runTags(parts)} }}` } : {};
}

/** Whether an older image could be deployed over a newer one, which has the tags that move. */
function staysNewest({ plan: { tags } }: WorkflowParts): boolean {
  return followHistory(tags) || followVersions(tags);
}

function runTags({ plan }: WorkflowParts): string {
  const { platforms, emulation } = plan;
  return platforms.length > 1 && !emulation ? `needs.${jobId(plan, 'build')}.outputs.tags` : 'steps.tags.outputs.tags';
}

/** The image has all tags of the run, so that no tag stayed at a newer image. */
function newestIf(published: string, all: string): string {
  return `${published}.outputs.tags == ${all}`;
}

function explanationOf(parts: WorkflowParts): string[] {
  const { deploys, tags } = parts.plan;
  const restarts = deploys.some((deployed) => deployed.kind === 'ecs' && deployed.restart);
  const newest = staysNewest(parts) ? ['An image is not deployed if a tag of its run stayed at a newer image.'] : [];
  if (!restarts) {
    return ['Deploys the image by its digest. The job fails if the image does not run at the end.', ...newest];
  }
  return [
    ...newest,
    'A restarted task gets the new image if its task definition names a tag that moves to it.',
    ...(movesTag(tags) ? [] : ['This workflow moves no tag.']),
  ];
}
