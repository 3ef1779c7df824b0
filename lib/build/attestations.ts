import { refuseIf } from '../private/validation/validation';

/** How much a provenance attestation records about a build. */
export enum ImageProvenance {
  /** No attestation. */
  NONE = 'none',

  /** The sources of the build, its time and its frontend. */
  MIN = 'min',

  /** Also all steps and all build arguments. */
  MAX = 'max',
}

/** The services that must be able to run the image. */
export enum ImageCompatibility {
  /** Every service that accepts OCI images: ECS, EKS, App Runner, Docker, containerd. */
  OCI = 'oci',

  /** Lambda. It accepts one manifest in Docker's format and no index: one platform and no attestations. */
  LAMBDA = 'lambda',
}

/** The options that decide about attestations and the format of an image. */
export interface AttestationOptions {
  readonly provenance?: ImageProvenance;
  readonly sbom?: boolean;
  readonly compatibility?: ImageCompatibility;
}

/** Whether the index holds attestations in addition to the image. */
export function hasAttestations({ provenance, sbom, compatibility }: AttestationOptions): boolean {
  if (compatibility === ImageCompatibility.LAMBDA) return false;
  return provenance !== ImageProvenance.NONE || sbom !== false;
}

/** The variables that configure attestations and format for buildx. */
export function attestationVariables(options: AttestationOptions, sbomGeneratorImage: string): Record<string, string> {
  const { provenance = ImageProvenance.MIN, sbom = true, compatibility } = options;
  if (compatibility === ImageCompatibility.LAMBDA) {
    refuseIf('provenance', lambdaProblem(options.provenance === undefined || provenance === ImageProvenance.NONE));
    refuseIf('sbom', lambdaProblem(options.sbom !== true));
    return { PROVENANCE: 'false', SBOM: 'false', IMAGE_OUTPUT: 'push=true,oci-mediatypes=false' };
  }
  return {
    PROVENANCE: provenance === ImageProvenance.NONE ? 'false' : `mode=${provenance}`,
    SBOM: sbom ? `generator=${sbomGeneratorImage}` : 'false',
    IMAGE_OUTPUT: 'push=true',
  };
}

function lambdaProblem(isAccepted: boolean): string | undefined {
  return isAccepted
    ? undefined
    : 'must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.';
}
