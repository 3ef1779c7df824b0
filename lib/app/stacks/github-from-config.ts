import { GitHubIssuer } from '../../github/github-issuer';
import { GitHubSubject } from '../../github/github-subject';
import { type GitHubProviderConfig, type GitHubTrust } from '../config/github';

/** Whom a publisher trusts on GitHub. */
export function gitHubSubjectsOf(trust: GitHubTrust): GitHubSubject[] {
  const { repository, ownerId, repositoryId, acceptNameOnly, jobWorkflowRef, ref } = trust;
  const options = { ownerId, repositoryId, acceptNameOnly, jobWorkflowRef };
  return [
    ...(trust.branches ?? []).map((branch) => GitHubSubject.branch(repository, branch, options)),
    ...(trust.tags ?? []).map((tag) => GitHubSubject.tag(repository, tag, options)),
    ...(trust.environments ?? []).map((name) => GitHubSubject.environment(repository, name, { ...options, ref })),
    ...(trust.branchPatterns ?? []).map((pattern) => GitHubSubject.branchPattern(repository, pattern, options)),
    ...(trust.tagPatterns ?? []).map((pattern) => GitHubSubject.tagPattern(repository, pattern, options)),
  ];
}

/** Which GitHub a file is about. */
export function gitHubIssuerOf({ issuer = {} }: GitHubProviderConfig = {}): GitHubIssuer {
  const { enterprise, dataResidency, enterpriseServer } = issuer;
  if (enterprise !== undefined) return GitHubIssuer.enterprise(enterprise);
  if (dataResidency !== undefined) return GitHubIssuer.dataResidency(dataResidency);
  return enterpriseServer === undefined ? GitHubIssuer.gitHub() : GitHubIssuer.enterpriseServer(enterpriseServer);
}
