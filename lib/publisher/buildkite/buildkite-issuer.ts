import { OidcIssuer } from '../oidc-issuer';

/**
 * The issuer of the tokens of Buildkite. All organizations share one.
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
