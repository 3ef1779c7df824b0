import { OidcIssuer } from '../publisher/oidc-issuer';

/** Who signs the tokens of GitHub Actions: github.com, unless your company has a GitHub of its own. */
export class GitHubIssuer extends OidcIssuer {
  /** The issuer of github.com. */
  public static gitHub(): GitHubIssuer {
    return new GitHubIssuer('token.actions.githubusercontent.com');
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'GitHub Actions');
  }
}
