import { publicApi } from '../../private/boundary/public-api';
import { gitLabAddressRule } from './gitlab-address';
import { validateIssuerPart } from '../../private/validation/known-at-synth';
import { OidcIssuer } from '../oidc-issuer';

/**
 * Who signs the ID tokens of GitLab CI/CD.
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
   * A GitLab of your own, or GitLab Dedicated. AWS has to reach its keys over the internet.
   *
   * @param address its host, as `gitlab.example.com`, with the path that it is installed below if there is one. Throws for
   * a port, a scheme and a token.
   */
  public static selfManaged(address: string): GitLabIssuer {
    validateIssuerPart('address', address, gitLabAddressRule);
    return new GitLabIssuer(address);
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'GitLab CI/CD');
  }
}
