import { type ImagePlatform } from '../../private/oci/image-platform';
import { labelInput } from './label-input';
import { cacheScope, cacheTag } from './repository-cache';
import { unlessFound } from './tag-steps';
import { actionStep, imageName, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/** The way that a build pushes an image: with tags, or by its digest only. */
export type BuildTarget = { readonly tags: string } | { readonly byDigest: true };

/** Sets up BuildKit, with emulation if one machine builds for all platforms. */
export function builderSteps(parts: WorkflowParts): YamlMapping[] {
  const { emulation, platforms, buildKitImage, tags } = parts.plan;
  const emulate = actionStep(parts, 'docker/setup-qemu-action', 'Set up emulation', {
    if: unlessFound(tags),
    with: { platforms: platforms.join(',') },
  });
  const setUp = actionStep(parts, 'docker/setup-buildx-action', 'Set up BuildKit', {
    if: unlessFound(tags),
    with: buildKitImage === undefined ? undefined : { 'driver-opts': `image=${buildKitImage}` },
  });
  return emulation ? [emulate, setUp] : [setUp];
}

/** Builds an image for some platforms and pushes it. */
export function buildStep(parts: WorkflowParts, platforms: readonly ImagePlatform[], target: BuildTarget): YamlMapping {
  const { plan } = parts;
  const byDigest = 'byDigest' in target;
  return actionStep(parts, 'docker/build-push-action', 'Build and push', {
    id: 'build',
    if: unlessFound(plan.tags),
    with: {
      context: plan.context,
      file: plan.dockerfile,
      target: plan.target,
      platforms: platforms.join(','),
      push: byDigest ? undefined : true,
      tags: byDigest ? undefined : target.tags,
      outputs: byDigest ? `type=image,name=${imageName},push-by-digest=true,name-canonical=true,push=true` : undefined,
      labels: labelInput(plan.labels),
      provenance: plan.attestations ? 'mode=min' : false,
      sbom: plan.attestations,
      ...cacheInputs(parts, platforms),
    },
  });
}

/** The cache inputs. Each set of platforms has its own cache. */
function cacheInputs({ plan }: WorkflowParts, platforms: readonly ImagePlatform[]): YamlMapping {
  const { _kind: kind, _repositoryName: name = '' } = plan.cache;
  const scope = cacheScope(platforms);
  if (kind === 'gitHub') {
    const cache = `type=gha,scope=${scope}`;
    return { 'cache-from': cache, 'cache-to': `${cache},mode=max` };
  }
  if (kind === 'none') return {};
  const cache = `type=registry,ref=\${{ steps.ecr.outputs.registry }}/${name}:${cacheTag(platforms)}`;
  return { 'cache-from': cache, 'cache-to': `${cache},mode=max,image-manifest=true,oci-mediatypes=true` };
}
