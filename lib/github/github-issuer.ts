import { publicApi } from '../private/boundary/public-api';
import { enterpriseServerHostRule, enterpriseSlugRule, gheSubdomainRule } from './github-host';
import { validateIssuerPart } from '../private/validation/known-at-synth';
import { OidcIssuer } from '../publisher/oidc-issuer';

/**
 * Who signs the tokens of GitHub Actions: github.com, unless your company has a GitHub of its own.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
@publicApi
export class GitHubIssuer extends OidcIssuer {
  /** The issuer of github.com. */
  public static gitHub(): GitHubIssuer {
    return new GitHubIssuer('token.actions.githubusercontent.com');
  }

  /**
   * The issuer of one enterprise on github.com, after the enterprise has turned it on (`include_enterprise_slug`). No
   * other repository of github.com gets a token of it.
   *
   * @param slug the last part of `https://github.com/enterprises/SLUG`. Throws where it is anything else, or a token.
   */
  public static enterprise(slug: string): GitHubIssuer {
    validateIssuerPart('slug', slug, enterpriseSlugRule);
    return new GitHubIssuer(`token.actions.githubusercontent.com/${slug}`);
  }

  /**
   * The issuer of an enterprise with data residency, on GHE.com.
   *
   * @param subdomain the first part of `SUBDOMAIN.ghe.com`. Throws where it is anything else, or a token.
   */
  public static dataResidency(subdomain: string): GitHubIssuer {
    validateIssuerPart('subdomain', subdomain, gheSubdomainRule);
    return new GitHubIssuer(`token.actions.${subdomain}.ghe.com`);
  }

  /**
   * The issuer of a GitHub Enterprise Server. Its tokens hold no ids, and AWS checks only their audience and subject.
   *
   * @param host the host's name alone, which AWS has to reach. Throws for a scheme, a port, a path, hosts of GitHub and
   * tokens.
   */
  public static enterpriseServer(host: string): GitHubIssuer {
    validateIssuerPart('host', host, enterpriseServerHostRule);
    return new GitHubIssuer(`${host}/_services/token`);
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'GitHub Actions');
  }
}
