import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { newStack } from '../synthesis';
import { newPublisher } from './publisher';

/** The workflow of a publisher with one branch and one repository, changed by props and options. */
export function workflowOf(
  options: PublishWorkflowOptions = {},
  props: Partial<GitHubPublisherRoleProps> = {},
  stack = newStack(),
): string {
  return PublishWorkflow.of(newPublisher({ roleName: 'github-ci', ...props }, stack), options).renderYaml();
}

/** The workflow of a publisher to a repository of this library, changed by props and options. */
export function workflowTo(
  repository: ImageRepositoryProps,
  options: PublishWorkflowOptions = {},
  props: Partial<GitHubPublisherRoleProps> = {},
): string {
  const stack = newStack();
  const repositories = [new ImageRepository(stack, 'Service', { repositoryName: 'service', ...repository })];
  return workflowOf(options, { repositories, ...props }, stack);
}
