import { warnOfBaseImages } from '../base-image/local-dockerfile';
import { publicApi } from '../private/boundary/public-api';
import { type GitHubPublisherRole } from './github-publisher-role';
import { type PublishWorkflowOptions } from './publish-workflow-options';
import { type PublisherRoleFacts } from './workflow/published';
import { publisherRoleFacts } from './workflow/role-facts';
import { type PublishFileFacts } from './workflow/publish-file';
import { workflowFacts } from './workflow/workflow-facts';
import { workflowPlans } from './workflow/image-plans';
import { type WorkflowPlans } from './workflow/workflow-plan';

/**
 * A GitHub Actions workflow that builds an image, or several of one source, and pushes it with a `GitHubPublisherRole`. It runs for the branches, tags and
 * environments that the role trusts, and only does what the role may do. Rendering returns text and writes no file.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 *
 * @example
 * import { GitHubPublisherRole, GitHubSubject, ImageTag, PublishWorkflow } from 'cdk-ecr-publishing';
 *
 * const role = new GitHubPublisherRole(this, 'GitHub', {
 *   subjects: [GitHubSubject.branch('acme/jwt-pizza-service', 'main', { ownerId: '1', repositoryId: '2' })],
 *   repositories: [repository],
 * });
 * const yaml = PublishWorkflow.of(role, { tags: [ImageTag.commit(), ImageTag.fixed('latest')] }).renderYaml();
 */
@publicApi
export class PublishWorkflow {
  /**
   * The workflow for a role.
   *
   * @param role the role that it assumes. Throws if the role pushes to no repository.
   * @param options what it builds. Throws if the role lacks a permission for an option.
   */
  public static of(role: GitHubPublisherRole, options: PublishWorkflowOptions = {}): PublishWorkflow {
    const workflow = PublishWorkflow._of(publisherRoleFacts(role), options);
    warnOfBaseImages(role, workflow._warnings());
    return workflow;
  }

  /** The workflow for a role in a template. @internal */
  public static _of(role: PublisherRoleFacts, options: PublishWorkflowOptions): PublishWorkflow {
    return new PublishWorkflow(workflowPlans(role, options));
  }

  private constructor(private readonly plans: WorkflowPlans) {}

  /** The file as YAML. The same role and options give the same text. */
  public renderYaml(): string {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the YAML library when it is first needed
    const { workflowFile } = require('./workflow/workflow-file') as typeof import('./workflow/workflow-file');
    return workflowFile(this.plans);
  }

  /** The base images that were not checked, in words. @internal */
  public _warnings(): readonly string[] {
    return [...new Set(this.plans.flatMap(({ warnings }) => warnings))];
  }

  /** The work of the file, in words. @internal */
  public _facts(): PublishFileFacts {
    return workflowFacts(this.plans);
  }
}
