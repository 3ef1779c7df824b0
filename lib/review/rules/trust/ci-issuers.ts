/** A CI system that people trust by OIDC, by the form of its issuer and of its subjects. */
export interface CiSystem {
  readonly name: string;
  /** Whole issuers, without their scheme. */
  readonly issuer: RegExp;
  /** What a subject starts with, up to the name of its owner. */
  readonly prefix: string;
  /** Whether each customer has an issuer of its own, so that no stranger's token comes from it. */
  readonly ownIssuer: boolean;
}

export const gitHub: CiSystem = {
  name: 'GitHub',
  issuer:
    /^(token\.actions\.githubusercontent\.com(\/[\w-]+)?|token\.actions\.[\w-]+\.ghe\.com|[\w.-]+\/_services\/token)$/i,
  prefix: 'repo:',
  ownIssuer: false,
};

export const gitLab: CiSystem = {
  name: 'GitLab',
  issuer: /^gitlab\.[\w.-]+$/i,
  prefix: 'project_path:',
  ownIssuer: false,
};

export const bitbucket: CiSystem = {
  name: 'Bitbucket',
  issuer: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/i,
  prefix: '',
  ownIssuer: true,
};

export const circleCi: CiSystem = {
  name: 'CircleCI',
  issuer: /^oidc\.circleci\.com\/org\/[^/]+$/i,
  prefix: 'org/',
  ownIssuer: true,
};

export const buildkite: CiSystem = {
  name: 'Buildkite',
  issuer: /^agent\.buildkite\.com$/i,
  prefix: 'organization:',
  ownIssuer: false,
};

const systems = [gitHub, gitLab, bitbucket, circleCi, buildkite];

export function ciSystemOf(issuer: string): CiSystem | undefined {
  return systems.find((system) => system.issuer.test(issuer));
}
