import { publicApi } from '../private/boundary/public-api';
import { enterpriseServerHostRule, enterpriseSlugRule, gheSubdomainRule } from './github-host';
import { validateIssuerPart } from '../private/validation/known-at-synth';
import { OidcIssuer } from '../publisher/oidc-issuer';

/**
 * The issuer of the tokens of GitHub Actions: github.com, or the GitHub of an enterprise.
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
   * The issuer of one enterprise on github.com, after the enterprise has turned it on (`include_enterprise_slug`). Only
   * repositories of that enterprise get tokens from it.
   *
   * @param slug the last part of `https://github.com/enterprises/SLUG`. Throws if it is anything else, or a token.
   */
  public static enterprise(slug: string): GitHubIssuer {
    validateIssuerPart('slug', slug, enterpriseSlugRule);
    return new GitHubIssuer(`token.actions.githubusercontent.com/${slug}`);
  }

  /**
   * The issuer of an enterprise with data residency, on GHE.com.
   *
   * @param subdomain the first part of `SUBDOMAIN.ghe.com`. Throws if it is anything else, or a token.
   */
  public static dataResidency(subdomain: string): GitHubIssuer {
    validateIssuerPart('subdomain', subdomain, gheSubdomainRule);
    return new GitHubIssuer(`token.actions.${subdomain}.ghe.com`);
  }

  /**
   * The issuer of a GitHub Enterprise Server. Its tokens contain no ids, and AWS checks only their audience and subject.
   *
   * @param host the host's name only. AWS must be able to reach it. Throws for a scheme, a port, a path, a host of GitHub
   * itself, and a token.
   */
  public static enterpriseServer(host: string): GitHubIssuer {
    validateIssuerPart('host', host, enterpriseServerHostRule);
    return new GitHubIssuer(`${host}/_services/token`);
  }

  private constructor(issuer: string) {
    super(issuer, 'sts.amazonaws.com', 'GitHub Actions');
  }
}
