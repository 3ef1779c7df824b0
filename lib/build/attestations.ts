import { refuseIf } from '../private/validation/validation';

/** How much a provenance attestation tells of a build. */
export enum ImageProvenance {
  /** No attestation. */
  NONE = 'none',

  /** What was built from what, when and by which frontend. */
  MIN = 'min',

  /** All steps and all build arguments too. */
  MAX = 'max',
}

/** What has to be able to run the image. */
export enum ImageCompatibility {
  /** Everything that takes OCI images: ECS, EKS, App Runner, Docker, containerd. */
  OCI = 'oci',

  /** Lambda, which takes one manifest in Docker's format and no index: one platform and no attestations. */
  LAMBDA = 'lambda',
}

/** What says how an image is described. */
export interface AttestationOptions {
  readonly provenance?: ImageProvenance;
  readonly sbom?: boolean;
  readonly compatibility?: ImageCompatibility;
}

/** Whether anything but the image is in its index. */
export function hasAttestations({ provenance, sbom, compatibility }: AttestationOptions): boolean {
  if (compatibility === ImageCompatibility.LAMBDA) return false;
  return provenance !== ImageProvenance.NONE || sbom !== false;
}

/** What buildx is told of the attestations and of the format. */
export function attestationVariables(options: AttestationOptions, sbomGeneratorImage: string): Record<string, string> {
  const { provenance = ImageProvenance.MIN, sbom = true, compatibility } = options;
  if (compatibility === ImageCompatibility.LAMBDA) {
    refuseIf('provenance', takenByLambda(options.provenance === undefined || provenance === ImageProvenance.NONE));
    refuseIf('sbom', takenByLambda(options.sbom !== true));
    return { PROVENANCE: 'false', SBOM: 'false', IMAGE_OUTPUT: 'push=true,oci-mediatypes=false' };
  }
  return {
    PROVENANCE: provenance === ImageProvenance.NONE ? 'false' : `mode=${provenance}`,
    SBOM: sbom ? `generator=${sbomGeneratorImage}` : 'false',
    IMAGE_OUTPUT: 'push=true',
  };
}

function takenByLambda(takes: boolean): string | undefined {
  return takes ? undefined : 'must be left out with `compatibility` Lambda, got both; Lambda takes no index';
}
