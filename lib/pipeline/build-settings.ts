import { type ImagePlatform } from '../private/oci/image-platform';
import { shellWord } from '../private/text/shell-word';
import { type PipelinePlan } from './pipeline-plan';

/** The settings that `build-with-buildx.sh` reads, as words of the shell. */
export function buildSettings(plan: PipelinePlan, platforms: readonly ImagePlatform[]): string[] {
  const { context, dockerfile, target, labels, images, attestations, emulation, cache } = plan;
  const folder = context === '.' ? '' : `${context}/`;
  const values = {
    IMAGE_PLATFORM: platforms.join(','),
    BUILD_CONTEXT: context,
    DOCKERFILE: dockerfile ?? `${folder}Dockerfile`,
    BUILD_TARGET: target,
    BUILDKIT_IMAGE: images.buildKitImage,
    BINFMT_IMAGE: emulation ? images.emulatorImage : undefined,
    PROVENANCE: attestations ? 'mode=min' : 'false',
    SBOM: attestations ? `generator=${images.sbomGeneratorImage}` : 'false',
    IMAGE_OUTPUT: attestations ? 'push=true' : 'push=true,oci-mediatypes=false',
    CACHE_REPOSITORY: cache._repositoryName,
    CACHE_PREFIX: cache._repositoryName === undefined ? undefined : 'buildcache',
    ...labelSettings(labels),
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${shellWord(value)}`],
  );
}

/** The labels of the user, of which the last value of a key is used. */
function labelSettings(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value], index) => [
      `IMAGE_LABEL_${String(index).padStart(2, '0')}`,
      `${key}=${value}`,
    ]),
  );
}
