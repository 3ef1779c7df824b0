import { BitbucketSubject } from '../../publisher/bitbucket/bitbucket-subject';
import { BuildkiteSubject } from '../../publisher/buildkite/buildkite-subject';
import { CircleCiSubject } from '../../publisher/circle-ci/circle-ci-subject';
import { GitLabIssuer } from '../../publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../publisher/gitlab/gitlab-subject';
import { type OidcSubject } from '../../publisher/oidc-subject';
import { type BitbucketTrust, type BuildkiteTrust, type CircleCiTrust, type GitLabTrust } from '../config/other-ci';
import { type PublisherConfig } from '../config/schema';

/** Whom a publisher of another system than GitHub trusts. */
export function otherSubjectsOf({ gitlab, bitbucket, circleci, buildkite }: PublisherConfig): OidcSubject[] {
  return [
    ...(gitlab ?? []).flatMap(gitLabSubjects),
    ...(bitbucket ?? []).flatMap(bitbucketSubjects),
    ...(circleci ?? []).flatMap(circleCiSubjects),
    ...(buildkite ?? []).flatMap(buildkiteSubjects),
  ];
}

function gitLabSubjects(trust: GitLabTrust): OidcSubject[] {
  const { project, projectId, acceptUnprotected, server } = trust;
  const issuer = server === undefined ? GitLabIssuer.gitLab() : GitLabIssuer.selfManaged(server);
  const options = { projectId, acceptUnprotected, issuer };
  return [
    ...(trust.branches ?? []).map((branch) => GitLabSubject.branch(project, branch, options)),
    ...(trust.tags ?? []).map((tag) => GitLabSubject.tag(project, tag, options)),
    ...(trust.branchPatterns ?? []).map((pattern) => GitLabSubject.branchPattern(project, pattern, options)),
    ...(trust.tagPatterns ?? []).map((pattern) => GitLabSubject.tagPattern(project, pattern, options)),
  ];
}

function bitbucketSubjects({
  environmentUuids = [],
  withoutEnvironment,
  ...repository
}: BitbucketTrust): OidcSubject[] {
  return [
    ...environmentUuids.map((environment) => BitbucketSubject.environment(repository, environment)),
    ...(withoutEnvironment ? [BitbucketSubject.withoutEnvironment(repository)] : []),
  ];
}

function circleCiSubjects({ branches = [], branchPatterns = [], ...project }: CircleCiTrust): OidcSubject[] {
  return [
    ...branches.map((branch) => CircleCiSubject.branch(project, branch)),
    ...branchPatterns.map((pattern) => CircleCiSubject.branchPattern(project, pattern)),
  ];
}

function buildkiteSubjects({ pipeline, pipelineId, branches = [], tags = [] }: BuildkiteTrust): OidcSubject[] {
  return [
    ...branches.map((branch) => BuildkiteSubject.branch(pipeline, branch, { pipelineId })),
    ...tags.map((tag) => BuildkiteSubject.tag(pipeline, tag, { pipelineId })),
  ];
}
