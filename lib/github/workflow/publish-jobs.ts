import { type ImagePlatform } from '../../private/oci/image-platform';
import { buildStep, builderSteps } from './build-step';
import { joinPlatforms, reportBuiltImage, reportImage } from './scripts';
import { findSteps, foundVariables, nameStep, tagVariables } from './tag-steps';
import { actionStep, jobHead, loginSteps, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

/** The jobs that end with `publish`, whose outputs are the image. */
export function publishJobs(parts: WorkflowParts): YamlMapping {
  const { platforms, emulation } = parts.plan;
  return platforms.length > 1 && !emulation ? sideBySide(parts) : { publish: inOneJob(parts) };
}

const outputs = {
  image: '${{ steps.image.outputs.image }}',
  digest: '${{ steps.image.outputs.digest }}',
  tags: '${{ steps.image.outputs.tags }}',
};

function inOneJob(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const [first = 'linux/amd64'] = plan.platforms;
  const found = foundVariables(plan.tags);
  return {
    ...jobHead(parts, plan.runners[plan.emulation ? 'linux/amd64' : first], true),
    outputs: noted(outputs),
    env: repositoryVariable(parts),
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      nameStep(parts),
      ...findSteps(parts),
      ...builderSteps(parts),
      buildStep(parts, plan.platforms, { tags: '${{ steps.tags.outputs.references }}' }),
      shellStep('Report the image', {
        id: 'image',
        env: { ...tagVariables, IMAGE_DIGEST: '${{ steps.build.outputs.digest }}', ...found },
        run: 'FOUND_DIGEST' in found ? reportImage : reportBuiltImage,
      }),
    ],
  };
}

function sideBySide(parts: WorkflowParts): YamlMapping {
  const { platforms } = parts.plan;
  const builds = platforms.map((platform) => [jobOf(platform), buildJob(parts, platform)] as const);
  return { ...Object.fromEntries(builds), publish: joinJob(parts) };
}

function jobOf(platform: ImagePlatform): string {
  return `build-${platform.replace('linux/', '')}`;
}

function buildJob(parts: WorkflowParts, platform: ImagePlatform): YamlMapping {
  const find = findSteps(parts);
  return {
    ...jobHead(parts, parts.plan.runners[platform], true),
    outputs: { digest: '${{ steps.build.outputs.digest }}' },
    env: repositoryVariable(parts),
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      ...(find.length > 0 ? [nameStep(parts), ...find] : []),
      ...builderSteps(parts),
      buildStep(parts, [platform], { byDigest: true }),
    ],
  };
}

/** Looks for the image again, since a build that found it has no digest. Only reads manifests, which every publisher may do. */
function joinJob(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const digests = plan.platforms.map((platform) => {
    const job = jobOf(platform);
    return [
      `PLATFORM_DIGEST_${job.replace('build-', '').toUpperCase()}`,
      `\${{ needs.${job}.outputs.digest }}`,
    ] as const;
  });
  return {
    needs: plan.platforms.map(jobOf),
    ...jobHead(parts, plan.runners['linux/amd64'], false),
    outputs: noted(outputs),
    env: repositoryVariable(parts),
    steps: [
      ...loginSteps(parts),
      nameStep(parts),
      ...findSteps(parts),
      shellStep('Join the platforms under the tags', {
        id: 'image',
        env: {
          ...tagVariables,
          IMAGE_TAG: '${{ steps.tags.outputs.tag }}',
          ...Object.fromEntries(digests),
          ...foundVariables(plan.tags),
        },
        run: joinPlatforms,
      }),
    ],
  };
}

function checkout(parts: WorkflowParts): YamlMapping {
  return actionStep(parts, 'actions/checkout', 'Check out', { with: { 'persist-credentials': false } });
}

function repositoryVariable({ plan, variables }: WorkflowParts): YamlMapping {
  return { ECR_REPOSITORY: variables.valueOf('ECR_REPOSITORY', plan.repository.name) };
}

function noted(mapping: YamlMapping): YamlNote {
  return new YamlNote(mapping, [
    'For later jobs, as ${{ needs.publish.outputs.image }}. Deploy by the digest, not by a tag.',
  ]);
}
