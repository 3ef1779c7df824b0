import { type ImagePlatform } from '../../private/image-platform';
import { buildStep, builderSteps } from './build-step';
import { findSteps, foundVariables, registry, unlessFound } from './find-image';
import { script, tagLines, tagVariables } from './tag-script';
import { actionStep, jobHead, loginSteps, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-text';

/** The jobs up to the one that has the image as its outputs, `publish`. */
export function publishJobs(parts: WorkflowParts): YamlMapping {
  const { platforms, emulation } = parts.plan;
  return platforms.length > 1 && !emulation ? sideBySide(parts) : { publish: inOneJob(parts) };
}

const outputs = {
  image: '${{ steps.image.outputs.image }}',
  digest: '${{ steps.image.outputs.digest }}',
  tags: '${{ steps.image.outputs.tags }}',
};

/** What the job hands on, in the words of a shell that has the registry, the digest and the tags. */
const imageLines = [
  '{',
  '  echo "image=$REGISTRY/$ECR_REPOSITORY@$digest"',
  '  echo "digest=$digest"',
  '  echo "tags=${tags[*]}"',
  '} >> "$GITHUB_OUTPUT"',
  'echo "Published $REGISTRY/$ECR_REPOSITORY@$digest as ${tags[*]}" >> "$GITHUB_STEP_SUMMARY"',
];

function inOneJob(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const [first = 'linux/amd64'] = plan.platforms;
  return {
    ...jobHead(parts, plan.runners[plan.emulation ? 'linux/amd64' : first], true),
    outputs: noted(outputs),
    env: repositoryVariable(parts),
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      shellStep('Name the tags', {
        id: 'tags',
        env: { REGISTRY: registry, ...tagVariables(plan.tags) },
        run: script(
          ...tagLines(plan.tags),
          'references=()',
          'for tag in "${tags[@]}"; do references+=("$REGISTRY/$ECR_REPOSITORY:$tag"); done',
          '{',
          '  echo "tags=${tags[*]}"',
          '  (IFS=,; echo "references=${references[*]}")',
          '} >> "$GITHUB_OUTPUT"',
        ),
      }),
      ...findSteps(parts),
      ...builderSteps(parts),
      buildStep(parts, plan.platforms, { tags: '${{ steps.tags.outputs.references }}' }),
      shellStep('Tell which image it is', {
        id: 'image',
        env: {
          REGISTRY: registry,
          IMAGE_DIGEST: '${{ steps.build.outputs.digest }}',
          ...foundVariables(plan.tags),
          IMAGE_TAGS: '${{ steps.tags.outputs.tags }}',
        },
        run: script(
          'read -ra tags <<< "$IMAGE_TAGS"',
          ...unlessFound(plan.tags, ['digest=$IMAGE_DIGEST']),
          ...imageLines,
        ),
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
  return {
    ...jobHead(parts, parts.plan.runners[platform], true),
    outputs: { digest: '${{ steps.build.outputs.digest }}' },
    env: repositoryVariable(parts),
    steps: [
      checkout(parts),
      ...loginSteps(parts),
      ...findSteps(parts),
      ...builderSteps(parts),
      buildStep(parts, [platform], { byDigest: true }),
    ],
  };
}

/** Looks anew: builds that found the image gave no digest. Reads manifests only, which a role that pushes may do. */
function joinJob(parts: WorkflowParts): YamlMapping {
  const { plan } = parts;
  const digests = plan.platforms.map((platform) => {
    const job = jobOf(platform);
    return [`DIGEST_${job.replace('build-', '').toUpperCase()}`, `\${{ needs.${job}.outputs.digest }}`] as const;
  });
  return {
    needs: plan.platforms.map(jobOf),
    ...jobHead(parts, plan.runners['linux/amd64'], false),
    outputs: noted(outputs),
    env: repositoryVariable(parts),
    steps: [
      ...loginSteps(parts),
      ...findSteps(parts),
      shellStep('Join the platforms under the tags', {
        id: 'image',
        env: {
          REGISTRY: registry,
          ...Object.fromEntries(digests),
          ...foundVariables(plan.tags),
          ...tagVariables(plan.tags),
        },
        run: script(
          ...tagLines(plan.tags),
          ...unlessFound(plan.tags, joinLines(digests.map(([variable]) => variable))),
          ...imageLines,
        ),
      }),
    ],
  };
}

/** Makes the index of the images that variables name, and gives its `digest`. */
function joinLines(variables: readonly string[]): string[] {
  return [
    'names=()',
    'for tag in "${tags[@]}"; do names+=(--tag "$REGISTRY/$ECR_REPOSITORY:$tag"); done',
    'docker buildx imagetools create "${names[@]}" \\',
    ...variables.map((variable, index) => {
      return `  "$REGISTRY/$ECR_REPOSITORY@$${variable}"${index < variables.length - 1 ? ' \\' : ''}`;
    }),
    'manifest=$(docker buildx imagetools inspect --raw "$REGISTRY/$ECR_REPOSITORY:${tags[0]}" | sha256sum)',
    'digest=sha256:${manifest%% *}',
  ];
}

function checkout(parts: WorkflowParts): YamlMapping {
  return actionStep(parts, 'actions/checkout', 'Check out', { with: { 'persist-credentials': false } });
}

function repositoryVariable({ plan, variables }: WorkflowParts): YamlMapping {
  return { ECR_REPOSITORY: variables.valueOf('ECR_REPOSITORY', plan.repository.name) };
}

function noted(mapping: YamlMapping): YamlNote {
  return new YamlNote(mapping, [
    'For later jobs, as ${{ needs.publish.outputs.image }}: deploy by the digest, not by a tag.',
  ]);
}
