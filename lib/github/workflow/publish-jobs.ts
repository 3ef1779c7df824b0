import { followHistory } from '../../naming/tag-rules';
import { artifactSteps } from './artifact-steps';
import { baseImageSteps, explainStep, usesRunToken } from './base-image-steps';
import { buildKitStep, buildStep, emulationSteps, targetOf, targetOfMatrix } from './build-step';
import { publishMinutes, runTagsOutput, stepsOfDeployment } from './deploy-job';
import { firstTagOutput, stepsAfterPush, stepsBeforeBuild } from './input-steps';
import { hasOneLastingTag, joinStep, nameStep, tagOutputs, tagStep } from './tag-steps';
import { afterJob, rebuildOutput, startOf } from './rebuild-conditions';
import { testSteps, testedSteps } from './test-steps';
import { actionStep, jobHead, jobId, loginSteps, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

/** The jobs that end with `publish`, whose outputs are the image. */
export function publishJobs(parts: WorkflowParts): YamlMapping {
  const { platforms, emulation } = parts.plan;
  return platforms.length > 1 && !emulation
    ? { [jobId(parts.plan, 'build')]: buildJob(parts), [jobId(parts.plan, 'publish')]: joinJob(parts) }
    : { [jobId(parts.plan, 'publish')]: inOneJob(parts) };
}

function outputsOf(parts: WorkflowParts): YamlNote {
  return new YamlNote(
    {
      image: '${{ steps.image.outputs.image }}',
      digest: '${{ steps.image.outputs.digest }}',
      tags: '${{ steps.image.outputs.tags }}',
      ...runTagsOutput(parts),
    },
    [
      `For later jobs, as \${{ needs.${jobId(parts.plan, 'publish')}.outputs.image }}. Deploy by the digest, not by a tag.`,
    ],
  );
}

function inOneJob(parts: WorkflowParts): YamlMapping {
  const { platforms, emulation, runners } = parts.plan;
  const [first = 'linux/amd64'] = platforms;
  const target = targetOf(platforms, !hasOneLastingTag(parts.plan));
  const tested = platforms.map((platform) => {
    return { platform, ending: platforms.length > 1 ? `-${architectureOf(platform)}` : '' };
  });
  return {
    ...startOf(parts),
    ...jobHead(parts, runners[emulation ? 'linux/amd64' : first], true, usesRunToken(parts.plan)),
    ...publishMinutes(parts),
    outputs: outputsOf(parts),
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      ...baseImageSteps(parts),
      buildKitStep(parts),
      nameStep(parts),
      ...stepsBeforeBuild(parts),
      ...emulationSteps(parts),
      ...testSteps(parts, tested, target.cacheScope),
      ...artifactSteps(parts),
      buildStep(parts, target),
      ...testedSteps(parts, tested),
      explainStep(parts),
      tagStep(parts),
      ...stepsAfterPush(parts, '${{ steps.tags.outputs.tag }}'),
      ...stepsOfDeployment(parts),
    ],
  };
}

/** A job for each platform, on its own machine. The job of one platform leaves the outputs of the others empty. */
function buildJob(parts: WorkflowParts): YamlMapping {
  const { platforms, runners, tags } = parts.plan;
  const digests = architectures(parts).map((arch) => {
    return [arch, `\${{ matrix.arch == '${arch}' && steps.build.outputs.digest || '' }}`] as const;
  });
  const tested = [{ platform: targetOfMatrix.platforms, ending: '' }];
  const include = platforms.map((platform) => ({ arch: architectureOf(platform), runner: runners[platform] }));
  return {
    name: `${jobId(parts.plan, 'build')}-\${{ matrix.arch }}`,
    ...startOf(parts),
    strategy: { matrix: { include } },
    ...jobHead(parts, '${{ matrix.runner }}', true, usesRunToken(parts.plan)),
    outputs: { ...tagOutputs(tags), ...firstTagOutput(parts.plan.inputs), ...Object.fromEntries(digests) },
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      ...baseImageSteps(parts),
      buildKitStep(parts),
      nameStep(parts),
      ...stepsBeforeBuild(parts),
      ...testSteps(parts, tested, targetOfMatrix.cacheScope),
      ...artifactSteps(parts, '-${{ matrix.arch }}'),
      buildStep(parts, targetOfMatrix),
      ...testedSteps(parts, tested),
      explainStep(parts),
    ],
  };
}

/** Joins the images of the platforms. It needs buildx, and no builder. */
function joinJob(parts: WorkflowParts): YamlMapping {
  const built = jobId(parts.plan, 'build');
  const digests = architectures(parts).map((arch) => {
    return [`PLATFORM_DIGEST_${arch.toUpperCase()}`, `\${{ needs.${built}.outputs.${arch} }}`] as const;
  });
  const { inputs, rebuilds } = parts.plan;
  const runsCommands = inputs.commandsAfterPush.length > 0;
  return {
    needs: rebuilds === undefined ? built : [built, jobId(parts.plan, 'rebuild')],
    if: afterJob(parts.plan, built),
    ...jobHead(parts, parts.plan.runners['linux/amd64'], runsCommands || followHistory(parts.plan.tags)),
    ...publishMinutes(parts),
    outputs: outputsOf(parts),
    steps: [
      ...(runsCommands ? [checkout(parts)] : []),
      ...loginSteps(parts),
      actionStep(parts, 'docker/setup-buildx-action', 'Set up buildx', { with: { driver: 'docker' } }),
      joinStep(parts, built, Object.fromEntries(digests)),
      ...stepsAfterPush(parts, `\${{ needs.${built}.outputs.tag }}`),
      ...stepsOfDeployment(parts),
    ],
  };
}

function architectures({ plan }: WorkflowParts): string[] {
  return plan.platforms.map(architectureOf);
}

function architectureOf(platform: string): string {
  return platform.replace('linux/', '');
}

function checkout(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const { submodules, lfs } = plan.inputs;
  const ref = plan.rebuilds && `\${{ ${rebuildOutput(plan, 'revision')} }}`; // of the release, or empty for the commit of the run
  const source = { submodules: submodules ? 'recursive' : undefined, lfs: lfs === true || undefined };
  return actionStep(parts, 'actions/checkout', 'Check out', { with: { ref, 'persist-credentials': false, ...source } });
}
