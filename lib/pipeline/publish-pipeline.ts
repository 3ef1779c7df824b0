import { warnOfBaseImages } from '../base-image/local-dockerfile';
import { publicApi } from '../private/boundary/public-api';
import { type OidcPublisherRole } from '../publisher/oidc-publisher-role';
import { type PipelineRoleFacts, pipelineRoleFacts } from './pipeline-role-facts';
import { type PublishFileFacts } from '../github/workflow/publish-file';
import { pipelineFacts } from './pipeline-facts';
import { type PipelinePlan, pipelinePlan } from './pipeline-plan';
import { type PublishPipelineOptions } from './publish-pipeline-options';

/**
 * A pipeline of GitLab CI/CD or Bitbucket Pipelines that builds an image and pushes it with an `OidcPublisherRole`. It runs for the
 * refs and environments that the role trusts, names images by the same rules as `PublishWorkflow`, and only does what the role may
 * do. Rendering returns text and writes no file.
 *
 * @see https://docs.gitlab.com/ci/yaml/
 * @see https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/
 *
 * @example
 * import { GitLabSubject, ImageTag, OidcPublisherRole, PublishPipeline } from 'cdk-ecr-publishing';
 *
 * const role = new OidcPublisherRole(this, 'GitLab', {
 *   subjects: [GitLabSubject.branch('acme/jwt-pizza-service', 'main', { projectId: '42' })],
 *   repositories: [repository],
 * });
 * const yaml = PublishPipeline.of(role, { tags: [ImageTag.commit(), ImageTag.fixed('latest')] }).renderYaml();
 */
@publicApi
export class PublishPipeline {
  /**
   * The pipeline for a role.
   *
   * @param role the role that its jobs assume. Throws if it pushes to no repository, and for a CI system other than GitLab CI/CD and
   * Bitbucket Pipelines.
   * @param options what it builds. Throws if the role lacks a permission for an option.
   */
  public static of(role: OidcPublisherRole, options: PublishPipelineOptions = {}): PublishPipeline {
    const pipeline = PublishPipeline._of(pipelineRoleFacts(role), options);
    warnOfBaseImages(role, pipeline._warnings());
    return pipeline;
  }

  /** The pipeline for a role in a template. @internal */
  public static _of(role: PipelineRoleFacts, options: PublishPipelineOptions): PublishPipeline {
    return new PublishPipeline(pipelinePlan(role, options));
  }

  /** The file of the repository that the CI system reads: `.gitlab-ci.yml` or `bitbucket-pipelines.yml`. */
  public readonly path: string;

  private constructor(private readonly plan: PipelinePlan) {
    this.path = plan.system.path;
  }

  /** The file as YAML. The same role and options give the same text. */
  public renderYaml(): string {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the YAML library when it is first needed
    const { pipelineFile } = require('./pipeline-file') as typeof import('./pipeline-file');
    return pipelineFile(this.plan);
  }

  /** The base images that were not checked, in words. @internal */
  public _warnings(): readonly string[] {
    return this.plan.baseImages.warnings;
  }

  /** The work of the file, in words. @internal */
  public _facts(): PublishFileFacts {
    return pipelineFacts(this.plan);
  }
}
