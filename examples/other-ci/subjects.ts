import { BitbucketSubject, BuildkiteSubject, CircleCiSubject, GitLabSubject } from 'cdk-ecr-publishing';

const gitLabProject = { projectId: '12345678' };

/** Jobs on the protected branch `main`, and for protected tags. */
export const gitLabSubjects = [
  GitLabSubject.branch('acme/jwt-pizza-service', 'main', gitLabProject),
  GitLabSubject.tagPattern('acme/jwt-pizza-service', 'v*', gitLabProject),
];

const history = {
  workspace: 'acme',
  workspaceUuid: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
  repositoryUuid: '6ba7b811-9dad-41d1-80b4-00c04fd430c8',
};

/** Steps that deploy to one environment, which Bitbucket restricts to the branch `main`. */
export const bitbucketSubjects = [BitbucketSubject.environment(history, '6ba7b812-9dad-41d1-80b4-00c04fd430c8')];

const frontend = {
  organizationId: '6ba7b813-9dad-41d1-80b4-00c04fd430c8',
  projectId: '6ba7b814-9dad-41d1-80b4-00c04fd430c8',
  origin: 'github.com/acme/jwt-pizza-frontend',
};

/** Jobs on `main` and on release branches, of this repository and not of its forks. */
export const circleCiSubjects = [
  CircleCiSubject.branch(frontend, 'main'),
  CircleCiSubject.branchPattern(frontend, 'release/*'),
];

/** Jobs of builds of `main`. */
export const buildkiteSubjects = [
  BuildkiteSubject.branch('acme/jwt-pizza-factory', 'main', { pipelineId: '6ba7b815-9dad-41d1-80b4-00c04fd430c8' }),
];
