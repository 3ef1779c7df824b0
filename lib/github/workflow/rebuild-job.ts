import { quote } from '../../private/validation/validation';
import { tagRuleVariables } from '../../naming/tag-rules';
import { baseImageSteps, usesRunToken } from './base-image-steps';
import { changesJobId, isChanged } from './changes-job';
import { allOf } from './rebuild-conditions';
import { findRebuild } from './scripts';
import { type WorkflowPlans } from './workflow-plan';
import { actionStep, imageName, jobHead, jobId, loginSteps, shellStep, type WorkflowParts } from './workflow-steps';
import { trustedRefs } from './workflow-trigger';
import { type YamlMapping, YamlNote } from './yaml-value';

/**
 * The job that looks for newer base images of the newest release, in a scheduled run. Without any, the jobs that need it are skipped.
 */
export function rebuildJob(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const { image, inputs, images, rebuilds, runners, tagRules } = plan;
  if (rebuilds === undefined) return {};
  const output = (name: string) => `\${{ steps.rebuild.outputs.${name} }}`;
  const job = {
    ...(image && { needs: changesJobId }),
    if: allOf([image && isChanged(image.name), `github.event.schedule == '${rebuilds.cron}'`]),
    ...jobHead(parts, runners['linux/amd64'], true, usesRunToken(plan)),
    outputs: { release: output('release'), tag: output('tag'), revision: output('revision') },
    steps: [
      ...loginSteps(parts),
      ...baseImageSteps(parts),
      actionStep(parts, 'docker/setup-buildx-action', 'Set up buildx', { with: { driver: 'docker' } }),
      shellStep('Find the release to build again', {
        id: 'rebuild',
        env: {
          REPOSITORY_URI: imageName(parts),
          ...tagRuleVariables(tagRules),
          SBOM: inputs.attestations.sbom ? `generator=${images.sbomGeneratorImage}` : 'false',
          GITHUB_TOKEN: '${{ github.token }}',
        },
        run: findRebuild,
      }),
    ],
  };
  const explained = ['Finds the newest release, and builds it again if one of its base images has another digest now.'];
  return { [jobId(plan, 'rebuild')]: new YamlNote(job, explained) };
}

/** The schedules of all images, each once. */
export function schedulesOf(plans: WorkflowPlans): YamlMapping[] | undefined {
  const crons = new Map(plans.flatMap(({ rebuilds }) => (rebuilds === undefined ? [] : [[rebuilds.cron, rebuilds]])));
  return crons.size === 0 ? undefined : [...crons.values()].map(({ cron, timeZone }) => ({ cron, timezone: timeZone }));
}

/** The lines at the head of the file about its schedules. */
export function scheduleLines(plans: WorkflowPlans): string[] {
  const [{ trigger }] = plans;
  if (schedulesOf(plans) === undefined) return [];
  const { branches } = trustedRefs(trigger) ?? {};
  const allowed =
    branches === undefined
      ? 'The environment must allow that branch.'
      : `The role trusts ${branches.map(quote).join(', ')}. ${branches.length > 1 ? 'One of them' : 'It'} must be that branch.`;
  return [
    `GitHub starts a schedule only for the file on the default branch. ${allowed}`,
    ...(trigger.environment === undefined
      ? []
      : ['If the environment has required reviewers, the job that looks for newer base images needs an approval too.']),
  ];
}
