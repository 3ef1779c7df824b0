import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, refuseIf } from '../private/validation/validation';
import { ImageCompatibility } from './attestations';
import { type ImageBuildOptions } from './image-build-options';
import { type BoundBuilder } from './image-builder';

const buildxOnly = [
  'dockerfile',
  'target',
  'labels',
  'cache',
  'provenance',
  'sbom',
  'compatibility',
  'emulation',
] as const satisfies readonly (keyof ImageBuildOptions)[];

/** Refuses options that the builder would not take, instead of dropping them. */
export function refuseOptions(
  kind: BoundBuilder['kind'],
  platforms: readonly ImagePlatform[],
  options: ImageBuildOptions,
): void {
  if (kind !== 'buildx') {
    for (const option of buildxOnly) {
      refuseIf(option, options[option] === undefined ? undefined : `goes with the builder buildx only, got ${kind}`);
    }
    refuseIf('platforms', onePlatformProblem(platforms, `the builder ${kind}`, 'make a project for each'));
  }
  if (kind === 'script') {
    refuseIf('secrets', options.secrets ? 'goes with the builders buildx and earthly only, got script' : undefined);
  }
  if (options.compatibility === ImageCompatibility.LAMBDA) {
    refuseIf('platforms', onePlatformProblem(platforms, '`compatibility` Lambda', 'Lambda takes no index'));
  }
  refuseIf(
    'emulation',
    options.emulation === true && platforms.length === 1
      ? `must be left out with one platform, got ${platforms.join()}; it is built on a machine of its kind`
      : undefined,
  );
}

function onePlatformProblem(platforms: readonly ImagePlatform[], beside: string, remedy: string): Problem {
  return platforms.length === 1
    ? undefined
    : `must be one platform with ${beside}, got ${platforms.join(' and ')}; ${remedy}`;
}
