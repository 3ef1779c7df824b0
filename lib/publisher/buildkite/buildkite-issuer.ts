import { OidcIssuer } from '../oidc-issuer';

/**
 * Who signs the tokens of Buildkite: one issuer for all organizations.
 *
 * @see https://buildkite.com/docs/pipelines/security/oidc/aws
 */
export class BuildkiteIssuer extends OidcIssuer {
  /** The issuer of buildkite.com. */
  public static buildkite(): BuildkiteIssuer {
    return new BuildkiteIssuer('agent.buildkite.com');
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'Buildkite');
  }
}
