import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, refuseIf } from '../private/validation/validation';
import { ImageCompatibility } from '../build-input/attestations';
import { type ImageBuildOptions } from './image-build-options';
import { type BoundBuilder } from './image-builder';

const buildxOnly = [
  'dockerfile',
  'target',
  'labels',
  'cache',
  'attestations',
  'provenance',
  'sbom',
  'compatibility',
  'emulation',
  'mirrors',
  'localDockerfile',
  'alwaysPull',
  'tests',
] as const satisfies readonly (keyof ImageBuildOptions)[];

/** Throws for options that the builder does not support, instead of dropping them. */
export function refuseOptions(
  kind: BoundBuilder['kind'],
  platforms: readonly ImagePlatform[],
  options: ImageBuildOptions,
): void {
  if (kind !== 'buildx') {
    for (const option of buildxOnly) {
      refuseIf(option, options[option] === undefined ? undefined : `requires the builder buildx, got ${kind}`);
    }
    refuseIf('platforms', onePlatformProblem(platforms, `the builder ${kind}`, 'Make a project for each platform'));
  }
  if (kind === 'script') {
    for (const option of ['secrets', 'noCache'] as const) {
      refuseIf(
        option,
        options[option] === undefined ? undefined : 'requires the builder buildx or earthly, got script',
      );
    }
  }
  refuseIf('noCache', options.noCache === true && options.cache ? noCacheProblem : undefined);
  if (options.compatibility === ImageCompatibility.LAMBDA) {
    refuseIf('platforms', onePlatformProblem(platforms, '`compatibility` Lambda', 'Lambda does not accept an index'));
  }
  refuseIf(
    'emulation',
    options.emulation === true && platforms.length === 1
      ? `must not be set with one platform, got ${platforms.join()}. A machine of that platform builds the image.`
      : undefined,
  );
}

const noCacheProblem = 'must not be true with `cache`, got both. The build would write a cache that it never reads.';

function onePlatformProblem(platforms: readonly ImagePlatform[], option: string, remedy: string): Problem {
  return platforms.length === 1
    ? undefined
    : `must be one platform with ${option}, got ${platforms.join(' and ')}. ${remedy}.`;
}
