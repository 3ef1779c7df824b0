import { BitbucketSubject } from '../../lib/publisher/bitbucket/bitbucket-subject';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { OidcPublisherRole, type OidcPublisherRoleProps } from '../../lib/publisher/oidc-publisher-role';
import { PublishPipeline } from '../../lib/pipeline/publish-pipeline';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack } from '../synthesis';

const project = { projectId: '42' };

/** The protected branch `main` and protected tags of versions, in GitLab. */
export const gitLabSubjects = [
  GitLabSubject.branch('acme/app', 'main', project),
  GitLabSubject.tagPattern('acme/app', 'v*', project),
];

const bitbucket = {
  workspace: 'acme',
  workspaceUuid: '11111111-2222-3333-4444-555555555555',
  repositoryUuid: '22222222-3333-4444-5555-666666666666',
};

/** Steps of a Bitbucket repository without an environment. */
export const bitbucketSubjects = [BitbucketSubject.withoutEnvironment(bitbucket)];

/** Steps of a Bitbucket repository in an environment. */
export const environmentSubjects = [BitbucketSubject.environment(bitbucket, '33333333-4444-5555-6666-777777777777')];

/** The refs of a Bitbucket pipeline. */
export const bitbucketRefs = { branches: ['main'], gitTags: ['v*'] };

/** A role that publishes the image `app`, whose tags `latest`, `1`, `1.0` and so on move. */
export function newPublisher(props: Partial<OidcPublisherRoleProps> = {}, stack = newStack()): OidcPublisherRole {
  const image = new ImageRepository(stack, 'Image', {
    repositoryName: 'app',
    mutableTags: ['latest', '*.*', '1', 'branch-*'],
  });
  return new OidcPublisherRole(stack, 'Publisher', {
    roleName: 'publish-app',
    subjects: gitLabSubjects,
    repositories: [image],
    listRepositories: [image],
    pullRepositories: [image],
    ...props,
  });
}

/** The pipeline of that role. */
export function pipelineOf(
  options: PublishPipelineOptions = {},
  props: Partial<OidcPublisherRoleProps> = {},
  stack = newStack(),
): string {
  return PublishPipeline.of(newPublisher(props, stack), options).renderYaml();
}
