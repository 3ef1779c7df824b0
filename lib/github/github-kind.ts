/** The kinds of GitHub differ in the claims of their tokens and in which of them STS checks. */
export type GitHubKind = 'cloud' | 'server';

/**
 * The kind of an issuer, by its address only: an imported provider has nothing else. Undefined for other issuers.
 *
 * STS checks `repository_id`, `job_workflow_ref` and `ref` of github.com, with or without a slug, and of GHE.com.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
export function gitHubKindOf(issuer: string): GitHubKind | undefined {
  if (/^token\.actions\.githubusercontent\.com(\/[^/]+)?$|^token\.actions\.[^./]+\.ghe\.com$/.test(issuer))
    return 'cloud';
  return /^(?!.*githubusercontent)[^/]+\/_services\/token$/.test(issuer) ? 'server' : undefined;
}
