import { publicApi } from '../private/boundary/public-api';
import { type GitHubPublisherRole } from './github-publisher-role';
import { type PublishWorkflowOptions } from './publish-workflow-options';
import { type PublisherRoleFacts } from './workflow/published';
import { publisherRoleFacts } from './workflow/role-facts';
import { type WorkflowPlan, workflowPlan } from './workflow/workflow-plan';

/**
 * A workflow of GitHub Actions that builds an image and pushes it with a `GitHubPublisherRole`, as the text of its file. It
 * runs for what the role trusts, asks for what the role may, and writes nothing.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
@publicApi
export class PublishWorkflow {
  /**
   * The workflow for a role.
   *
   * @param role the role that it assumes. Throws for one that pushes to no repository.
   * @param options what it builds. Throws for what the role has no rights for.
   */
  public static of(role: GitHubPublisherRole, options: PublishWorkflowOptions = {}): PublishWorkflow {
    return PublishWorkflow._of(publisherRoleFacts(role), options);
  }

  /** The workflow for a role of a template. @internal */
  public static _of(role: PublisherRoleFacts, options: PublishWorkflowOptions): PublishWorkflow {
    return new PublishWorkflow(workflowPlan(role, options));
  }

  private constructor(private readonly plan: WorkflowPlan) {}

  /** The file, as YAML: the same text for the same role and options. */
  public renderYaml(): string {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the YAML library when it is first needed
    const { workflowFile } = require('./workflow/workflow-file') as typeof import('./workflow/workflow-file');
    return workflowFile(this.plan);
  }
}
