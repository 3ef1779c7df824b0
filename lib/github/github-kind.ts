/** Which GitHub: they differ in what their tokens hold and in what STS checks of it. */
export type GitHubKind = 'cloud' | 'server';

/**
 * The kind of an issuer by its text alone: that is all that an imported provider has. Undefined for anybody else.
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
