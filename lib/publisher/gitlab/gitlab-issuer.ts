import { publicApi } from '../../private/boundary/public-api';
import { gitLabAddressRule } from './gitlab-address';
import { validateIssuerPart } from '../../private/validation/known-at-synth';
import { OidcIssuer } from '../oidc-issuer';

/**
 * The issuer of the ID tokens of GitLab CI/CD.
 *
 * @see https://docs.gitlab.com/ci/cloud_services/aws/
 */
@publicApi
export class GitLabIssuer extends OidcIssuer {
  /** GitLab.com. */
  public static gitLab(): GitLabIssuer {
    return new GitLabIssuer('gitlab.com');
  }

  /**
   * A self-managed GitLab, or GitLab Dedicated. AWS must be able to fetch its keys over the internet.
   *
   * @param address its host, such as `gitlab.example.com`, followed by the path below which it is installed, if any. Throws
   * for a port, a scheme and a token.
   */
  public static selfManaged(address: string): GitLabIssuer {
    validateIssuerPart('address', address, gitLabAddressRule);
    return new GitLabIssuer(address);
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'GitLab CI/CD');
  }
}
