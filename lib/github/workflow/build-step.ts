import { type ImagePlatform } from '../../private/oci/image-platform';
import { buildKitConfigInput } from './base-image-steps';
import { hasAttestations } from '../../build-input/attestations';
import { textIf } from './conditional-text';
import { buildEnvironment, buildInputs } from './input-steps';
import { rebuildOutput, revisionOf } from './rebuild-conditions';
import { cacheScope, cacheTag } from './repository-cache';
import { unlessFound } from './tag-steps';
import { type WorkflowPlan } from './workflow-plan';
import { actionStep, imageName, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/** The platforms of one build, and the way that it pushes the image: with its first tag, or by its digest only. */
export interface BuildTarget {
  /** The platforms as the build step names them, which may be an expression. */
  readonly platforms: string;
  /** The part of the cache's name for the platforms. */
  readonly cacheScope: string;
  readonly byDigest: boolean;
  /** Whether the result is a whole image, so that its index can name the commit. */
  readonly isWhole: boolean;
}

/** The target of a build on one machine. */
export function targetOf(platforms: readonly ImagePlatform[], byDigest: boolean): BuildTarget {
  return { platforms: platforms.join(','), cacheScope: cacheScope(platforms), byDigest, isWhole: true };
}

/** The target of a build for the architecture of a job in a matrix. */
export const targetOfMatrix: BuildTarget = {
  platforms: 'linux/${{ matrix.arch }}',
  cacheScope: 'linux-${{ matrix.arch }}',
  byDigest: true,
  isWhole: false,
};

/** Sets up BuildKit, and buildx if the runner lacks it. Later steps ask the registry with it, before anything is built. */
export function buildKitStep(parts: WorkflowParts): YamlMapping {
  return actionStep(parts, 'docker/setup-buildx-action', 'Set up BuildKit', {
    with: {
      'driver-opts': `image=${parts.plan.images.buildKitImage}`,
      'buildkitd-config-inline': buildKitConfigInput(parts),
    },
  });
}

/** Sets up emulation if one machine builds for all platforms. */
export function emulationSteps(parts: WorkflowParts): YamlMapping[] {
  const { emulation, images, platforms, tags } = parts.plan;
  const step = actionStep(parts, 'docker/setup-qemu-action', 'Set up emulation', {
    if: unlessFound(tags),
    with: { image: images.emulatorImage, platforms: platforms.join(',') },
  });
  return emulation ? [step] : [];
}

/** Builds an image and pushes it. */
export function buildStep(parts: WorkflowParts, target: BuildTarget): YamlMapping {
  const { plan } = parts;
  const hasIndex = target.isWhole && (hasAttestations(plan.inputs.attestations) || plan.platforms.length > 1);
  return actionStep(parts, 'docker/build-push-action', 'Build and push', {
    id: 'build',
    if: unlessFound(plan.tags),
    env: buildEnvironment(plan.inputs),
    with: {
      context: plan.inputs.context,
      file: plan.inputs.dockerfile,
      target: plan.inputs.target,
      platforms: target.platforms,
      ...pushInputs(parts, target),
      ...buildInputs(parts),
      annotations: hasIndex ? `index:org.opencontainers.image.revision=${revisionOf(plan)}` : undefined,
      ...cacheInputs(parts, target.cacheScope),
      ...withoutCache(parts),
    },
  });
}

/** The inputs that push the image. Lambda accepts Docker's format only. */
function pushInputs(parts: WorkflowParts, { byDigest }: BuildTarget): YamlMapping {
  const image = imageName(parts);
  const format = parts.plan.inputs.attestations.isForLambda ? ',oci-mediatypes=false' : '';
  if (byDigest) {
    return { outputs: `type=image,name=${image},push-by-digest=true,name-canonical=true,push=true${format}` };
  }
  const tags = `${image}:\${{ steps.tags.outputs.tag }}`;
  return format === '' ? { push: true, tags } : { outputs: `type=image,push=true${format}`, tags };
}

/** A build for tests, before the push. The build for the push finds its steps in the same builder. */
export interface TestedBuild {
  readonly id: string;
  /** The stage of the Dockerfile. Undefined for the image itself. */
  readonly stage?: string;
  readonly platform: string;
  readonly cacheScope: string;
  readonly outputs: string;
}

/** Builds an image for its tests, for one platform, with the inputs of the build for the push. */
export function testedBuildStep(parts: WorkflowParts, name: string, tested: TestedBuild): YamlMapping {
  const { inputs, tags } = parts.plan;
  return actionStep(parts, 'docker/build-push-action', name, {
    id: tested.id,
    if: unlessFound(tags),
    env: buildEnvironment(inputs),
    with: {
      context: inputs.context,
      file: inputs.dockerfile,
      target: tested.stage ?? inputs.target,
      platforms: tested.platform,
      outputs: tested.outputs,
      ...buildInputs(parts),
      provenance: false,
      sbom: false,
      ...cacheInputs(parts, tested.cacheScope),
      ...withoutCache(parts),
      'cache-to': undefined,
    },
  });
}

/**
 * The inputs of a build without a cache. The builder of a job is new. So if an image is built for its tests before, a build without a
 * cache is one that reads no other cache, and the push finds what was tested. A release that is built again has no cache either.
 */
function withoutCache({ plan }: WorkflowParts): YamlMapping {
  const { cache, inputs, rebuilds } = plan;
  if (inputs.noCache) return isBuiltBefore(plan) ? { 'no-cache': undefined, 'cache-from': undefined } : {};
  if (rebuilds === undefined || cache._kind === 'none' || isBuiltBefore(plan)) return {};
  return { 'no-cache': `\${{ ${rebuildOutput(plan, 'tag')} != '' }}` };
}

/** Whether a build for tests comes before the build for the push. */
function isBuiltBefore({ tests }: WorkflowPlan): boolean {
  return tests.some(({ _subject }) => _subject !== 'source');
}

/** The cache inputs. Each image has its own cache for each set of platforms. The image is pushed before the cache is written. */
function cacheInputs({ plan, variables }: WorkflowParts, scope: string): YamlMapping {
  const { _kind: kind, _repositoryName: name = '' } = plan.cache;
  const image = variables.valueOf('ECR_REPOSITORY', plan.repository.name);
  if (kind === 'none') return {};
  const cache =
    kind === 'gitHub'
      ? `type=gha,scope=${scope}-${image}`
      : `type=registry,ref=\${{ steps.ecr.outputs.registry }}/${name}:${cacheTag(scope, image)}`;
  const inRegistry = kind === 'gitHub' ? '' : ',image-manifest=true,oci-mediatypes=true';
  const isReadOnce = plan.rebuilds !== undefined && isBuiltBefore(plan);
  return {
    'cache-from': isReadOnce ? textIf(`!${rebuildOutput(plan, 'tag')}`, cache) : cache,
    'cache-to': `${cache},mode=max${inRegistry},ignore-error=true`,
  };
}
