import { type Attestations } from '../build-input/attestations';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { dockerfileOf } from '../build-input/validate-inputs';
import { ImageProvenance } from '../build-input/attestations';
import { type BoundBuilder } from './image-builder';
import { numbered, pairs } from './build-variables';

/** The variables that carry the inputs to the scripts of a builder. */
export function inputVariables(
  options: BuildInputOptions,
  builder: BoundBuilder,
  attestations: Attestations,
): Record<string, string> {
  const { context = '.', buildArgs = {}, secrets = {}, environmentVariables = {} } = options;
  return {
    ...environmentVariables,
    BUILD_CONTEXT: context,
    ...numbered('BUILD_ARG', pairs(buildArgs)),
    ...numbered('BUILD_SECRET_ID', Object.keys(secrets)),
    ...(options.noCache === true && { NO_CACHE: 'true' }),
    ...(builder.kind === 'buildx' && buildxVariables(options, builder, attestations)),
  };
}

function buildxVariables(options: BuildInputOptions, builder: BoundBuilder, attestations: Attestations) {
  const { target, labels = {}, emulation = false, alwaysPull = false } = options;
  return {
    DOCKERFILE: dockerfileOf(options),
    BUILDKIT_IMAGE: builder.buildKitImage,
    ...attestationVariables(attestations, builder.sbomGeneratorImage),
    ...(target !== undefined && { BUILD_TARGET: target }),
    ...(alwaysPull && { ALWAYS_PULL: 'true' }),
    ...(emulation && { BINFMT_IMAGE: builder.emulatorImage }),
    ...numbered('IMAGE_LABEL', pairs(labels)),
  };
}

/** The variables that configure attestations and format for buildx. */
function attestationVariables(attestations: Attestations, sbomGeneratorImage: string): Record<string, string> {
  const { provenance, sbom, isForLambda } = attestations;
  return {
    PROVENANCE: provenance === ImageProvenance.NONE ? 'false' : `mode=${provenance}`,
    SBOM: sbom ? `generator=${sbomGeneratorImage}` : 'false',
    IMAGE_OUTPUT: isForLambda ? 'push=true,oci-mediatypes=false' : 'push=true',
  };
}
