import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnProject, type IProject, Project, type ProjectProps } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type OnEventOptions, type Rule } from 'aws-cdk-lib/aws-events';
import { type IGrantable, type IPrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkLocalPaths } from '../build-input/local-source';
import { publicApi } from '../private/boundary/public-api';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { projectDescription } from '../private/aws/project-description';
import { projectNameRule } from '../private/aws/project-name';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { refuseIf, validate } from '../private/validation/validation';
import { failureRule, notifyOfFailures } from './build-failures';
import { BatchRole, readBatchStatement } from './batch-role';
import { bindArtifacts } from './build-artifacts';
import { bindDeployments } from './build-deployments';
import { bindImage } from './bind-image';
import { bindTests } from './bind-tests';
import { buildImageFor } from './build-image';
import { BuildLogs } from './build-logs';
import { bindOperations } from './build-operations';
import { type BuildOperationsOptions } from './build-operations-options';
import { BuildRole } from './build-role';
import { plainText } from './build-variables';
import { reportMissingPrivileges } from './docker-privileges';
import { type ImageBuildOptions } from './image-build-options';
import { PipelineBuildProject } from './pipeline-build-project';
import { pipelineVariables } from './pipeline-variables';
import { platformBatch } from './platform-batch';
import { ProjectPublishing, type ProjectPublishingOptions } from './project-publishing';
import { RebuildSchedule } from './rebuild-schedule';
import { imageBuildspec } from './image-buildspec';
import { type ImageSource } from './source/image-source';
import { acknowledgeSource } from './source/source-findings';
import { sourceParts } from './source/source-parts';

/** Properties of an `ImageBuildProject`. */
export interface ImageBuildProjectProps extends ImageBuildOptions, BuildOperationsOptions {
  /** The repository that the image is pushed to. */
  readonly repository: IRepository;

  /** The source of the files of the image. */
  readonly source: ImageSource;

  /**
   * The name of the project. Throws for a name that CodeBuild does not accept.
   *
   * @default - made from the construct's path
   */
  readonly projectName?: string;
}

/**
 * A CodeBuild project that builds an image and pushes it to one repository. Its role has no other permissions.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
 *
 * @example
 * import { ImageBuildProject, ImageSource } from 'cdk-ecr-publishing';
 *
 * new ImageBuildProject(this, 'Build', {
 *   repository,
 *   source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn, branches: ['main'] }),
 * });
 */
@publicApi
export class ImageBuildProject extends Construct implements IGrantable {
  /**
   * Lets an existing project push to a repository, by a managed policy for its role. It may not pull, as it may after
   * `grantPullPush`, unless you set `pull: true`. A repository of another account must allow the role as well. Throws if CDK cannot
   * change the role. The error contains the policy to attach by hand.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
   * @param project the project, with a role that CDK knows.
   * @param repository the repository that it may push to.
   * @param options whether it may pull too.
   */
  public static allowPublishing(
    project: IProject,
    repository: IRepository,
    options: ProjectPublishingOptions = {},
  ): void {
    ProjectPublishing.of(project, repository, options).allow(repository, options);
  }

  /** The CodeBuild project, with its events, metrics and notifications. */
  public readonly project: Project;

  /** The role that builds run with. */
  public readonly role: Role;

  /** The role, for further grants such as pulling a base image from another repository. */
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: ImageBuildProjectProps) {
    super(scope, id);
    const { repository } = props;
    requireService(this, 'A build', regionalServices.builds, Stack.of(this).region);
    if (props.projectName !== undefined) validate('projectName', props.projectName, projectNameRule);
    checkLocalPaths('source.paths', props.source._paths, props.localSource);
    const image = bindImage(this, repository, props, props.source._refs);
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const operations = bindOperations(this, props, projectName, image.machines);
    const deployments = bindDeployments(this, props);
    const tests = bindTests(this, props, projectName);
    const source = props.source._bind(this);
    const parts = sourceParts(props, source);
    const kept = bindArtifacts(props, source.pipeline !== undefined, projectName);
    refuseIf('source', image.machines.length > 1 && source.startBuilds ? noBatches : undefined);
    refuseIf('rebuilds', props.rebuilds && source.pipeline ? onlyPipeline : undefined);
    refuseIf('platforms', image.machines.length > 1 && source.pipeline ? noBatchArtifacts : undefined);
    const batch = image.machines.length > 1 ? platformBatch(image.machines, props.computeType) : undefined;
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      existing: props.logGroup,
      retention: props.logRetention,
      defaultRetention: RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    });
    const access = new BuildRole(this, 'Access', {
      projectName,
      statements: [
        ...image.statements,
        logs.writeStatement,
        ...source.statements,
        ...operations.statements,
        ...tests.statements,
        ...kept.statements,
        ...(batch ? [readBatchStatement(this, projectName)] : []),
      ],
      mirrors: image.mirrors,
    });
    if (props.logGroup) logs.acknowledgeStreams(access);
    this.role = access.role;
    this.grantPrincipal = access.role;
    const projectProps: ProjectProps = {
      projectName,
      description: projectDescription(`Builds an image and pushes it to ${repository.repositoryName}`),
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: imageBuildspec({
        ...image.buildspec,
        batch,
        deploys: deployments !== undefined,
        inPipeline: source.pipeline !== undefined,
        fetchesSource: parts.fetchesSource,
        keepsFiles: kept.keepsFiles,
        ...tests.buildspec,
      }),
      environment: {
        buildImage: buildImageFor(image.machines[0] ?? 'linux/amd64'),
        ...operations.environment,
      },
      environmentVariables: {
        ...image.variables,
        ...plainText({
          ...source.variables,
          ...parts.variables,
          ...kept.variables,
          ...(source.pipeline && pipelineVariables(repository, source.pipeline)),
          ...operations.variables,
          ...deployments?.variables,
          ...tests.variables,
        }),
      },
      cache: image.cache,
      artifacts: kept.artifacts,
      ...operations.project,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    };
    this.project = source.pipeline
      ? new PipelineBuildProject(this, 'Project', { ...projectProps, pipelineRole: access.role })
      : new Project(this, 'Project', projectProps);
    this.project.node.addDependency(
      ...access.policies,
      ...operations.attach(access.role),
      ...tests.groups,
      ...(deployments?.attach(access.role) ?? []),
    );
    this.project.node.tryRemoveChild('PolicyDocument'); // the VPC permissions of the L2, which the role did not accept
    const resource = this.project.node.defaultChild as CfnProject;
    // The L2 would let the role use the key. A pipeline gives the project the key of its artifacts.
    if (!source.pipeline) resource.encryptionKey = logs.encryptionKey.keyArn;
    if (source.pipeline?.encryptionKey) resource.encryptionKey = source.pipeline.encryptionKey.keyArn;
    parts.apply(resource);
    acknowledgeSource(resource);
    if (batch) new BatchRole(this, 'Batch', { projectName }).attachTo(this.project);
    source.startBuilds?.(this.project);
    if (props.rebuilds) {
      new RebuildSchedule(this, 'Rebuilds', { ...props.rebuilds, project: this.project, isBatch: batch !== undefined });
    }
    validateQuotas(this);
    reportEqualNames(this);
    reportMissingPrivileges(this, this.project, true);
  }

  /**
   * Adds a rule for builds that end without an image: failed, timed out, stopped, or broken in CodeBuild. The event holds
   * the variables of the build. `notifyOnBuildFailed` passes none of them on.
   *
   * @param id the id of the rule.
   * @param options the target of the rule, and further parts of its pattern.
   */
  public onBuildFailed(id: string, options: OnEventOptions = {}): Rule {
    return failureRule(this.project, id, options);
  }

  /**
   * Notifies a topic about builds that end without an image. The message names the project, the commit, the initiator and
   * the logs. A message that cannot be delivered stays in a queue for two weeks.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   * @param id the id of the notification.
   * @param topic the topic, in this Region. A topic of another account must allow the role of the notification to
   * publish. The key of an encrypted topic must allow the role to use it. Throws for a topic of another Region.
   */
  public notifyOnBuildFailed(id: string, topic: ITopic): Rule {
    return notifyOfFailures(this, id, this.project, topic);
  }
}

const noBatchArtifacts =
  'must be one platform in a pipeline unless `emulation` is true, got several. A pipeline takes the output artifact of one build, and ' +
  'each build of a batch has its own. Set `emulation: true`, or make a project for each platform.';
const onlyPipeline =
  'must not be set for a source of CodePipeline, because only the pipeline can start its builds. Use a source of Git.';

const noBatches =
  'must not start builds by EventBridge with several platforms, because EventBridge cannot start a batch. ' +
  'Leave out `branches`, `tags` and `buildOnUpload`, or make a project for each platform.';
