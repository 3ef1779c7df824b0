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
  readonly attestations?: boolean;
  readonly provenance?: ImageProvenance;
  readonly sbom?: boolean;
  readonly compatibility?: ImageCompatibility;
}

/** The attestations of an image, and whether it has Docker's format. */
export interface Attestations {
  readonly provenance: ImageProvenance;
  readonly sbom: boolean;
  readonly isForLambda: boolean;
}

/** The attestations by the options. Throws for options that contradict each other. */
export function attestationsOf(options: AttestationOptions): Attestations {
  const { attestations, provenance, sbom, compatibility } = options;
  const isForLambda = compatibility === ImageCompatibility.LAMBDA;
  const isOff = isForLambda || attestations === false;
  const problem = isForLambda ? lambdaProblem : offProblem;
  refuseIf('attestations', isForLambda && attestations === true ? lambdaProblem : undefined);
  refuseIf('provenance', isOff && (provenance ?? ImageProvenance.NONE) !== ImageProvenance.NONE ? problem : undefined);
  refuseIf('sbom', isOff && sbom === true ? problem : undefined);
  const hasNone = provenance === ImageProvenance.NONE && sbom === false;
  refuseIf('attestations', attestations === true && hasNone ? onProblem : undefined);
  return {
    provenance: isOff ? ImageProvenance.NONE : (provenance ?? ImageProvenance.MIN),
    sbom: !isOff && (sbom ?? true),
    isForLambda,
  };
}

/** Whether the index holds attestations in addition to the image. */
export function hasAttestations({ provenance, sbom }: Attestations): boolean {
  return provenance !== ImageProvenance.NONE || sbom;
}

const lambdaProblem = 'must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.';
const offProblem = 'must not be set with `attestations: false`, got both. Leave one of them out.';
const onProblem = 'must not be true if `provenance` is NONE and `sbom` is false. Leave it out.';
