import { Names, RemovalPolicy } from 'aws-cdk-lib';
import { BuildSpec, type CfnProject, type IProject, Project } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type OnEventOptions, type Rule } from 'aws-cdk-lib/aws-events';
import { type IGrantable, type IPrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { projectNameRule } from '../private/aws/project-name';
import { refuseIf, validate } from '../private/validation/validation';
import { failureRule, tellOfFailures } from './build-failures';
import { BatchRole, readBatchStatement } from './batch-role';
import { bindImage } from './bind-image';
import { buildImageFor } from './build-image';
import { BuildLogs } from './build-logs';
import { bindOperations } from './build-operations';
import { type BuildOperationsOptions } from './build-operations-options';
import { BuildRole } from './build-role';
import { plainText } from './build-variables';
import { type ImageBuildOptions } from './image-build-options';
import { platformBatch } from './platform-batch';
import { ProjectPublishing } from './project-publishing';
import { renderImageBuildspec } from './image-buildspec';
import { type ImageSource } from './source/image-source';
import { acknowledgeSource } from './source/source-findings';

/** Properties of an `ImageBuildProject`. */
export interface ImageBuildProjectProps extends ImageBuildOptions, BuildOperationsOptions {
  /** Where the image is pushed to. */
  readonly repository: IRepository;

  /** Where the files of the image come from. */
  readonly source: ImageSource;

  /**
   * The name of the project. Throws where CodeBuild would refuse it.
   *
   * @default - made from the construct's path
   */
  readonly projectName?: string;
}

/**
 * A CodeBuild project that builds an image and pushes it to one repository, with a role of its own that can do nothing
 * else.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
 */
@publicApi
export class ImageBuildProject extends Construct implements IGrantable {
  /**
   * Lets a project that is there already push to a repository: a managed policy for its role, instead of an edit of the
   * policy that CodeBuild made. A repository of another account has to allow it too. Throws where the role can't be
   * changed here, with the policy to attach by hand.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
   * @param project the project, with a role that CDK knows.
   * @param repository where it may push to.
   */
  public static allowPublishing(project: IProject, repository: IRepository): void {
    ProjectPublishing.of(project, repository).allow(repository);
  }

  /** The project: its events, metrics and notifications. */
  public readonly project: Project;

  /** The role that builds run with. */
  public readonly role: Role;

  /** The role, as what permissions are granted to, such as to pull a base image from another repository. */
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: ImageBuildProjectProps) {
    super(scope, id);
    const { repository } = props;
    if (props.projectName !== undefined) validate('projectName', props.projectName, projectNameRule);
    const image = bindImage(this, repository, props);
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const operations = bindOperations(this, props, projectName, image.machines);
    const source = props.source._bind(this);
    refuseIf('source', image.machines.length > 1 && source.startBuilds ? noBatches : undefined);
    const batch = image.machines.length > 1 ? platformBatch(image.machines, props.computeType) : undefined;
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      retention: props.logRetention ?? RetentionDays.ONE_YEAR,
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
        ...(batch ? [readBatchStatement(this, projectName)] : []),
      ],
    });
    this.role = access.role;
    this.grantPrincipal = access.role;
    this.project = new Project(this, 'Project', {
      projectName,
      description: `Builds an image and pushes it to ${repository.repositoryName}`,
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: BuildSpec.fromObjectToYaml({ ...renderImageBuildspec({ ...image.buildspec, batch }) }),
      environment: {
        buildImage: buildImageFor(image.machines[0] ?? 'linux/amd64'),
        ...operations.environment,
      },
      environmentVariables: { ...image.variables, ...plainText(operations.variables) },
      cache: image.cache,
      ...operations.project,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies, ...operations.attach(access.role));
    this.project.node.tryRemoveChild('PolicyDocument'); // the L2's own rights in a VPC, which the role did not take
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2's own way would let the role use the key
    acknowledgeSource(resource);
    if (batch) new BatchRole(this, 'Batch', { projectName }).attachTo(this.project);
    source.startBuilds?.(this.project);
  }

  /**
   * A rule for builds that end without an image: failed, timed out, stopped, or broken in CodeBuild. The event holds the
   * variables of the build; `notifyOnBuildFailed` passes on none.
   *
   * @param id the id of the rule.
   * @param options its target, and what else it looks at.
   */
  public onBuildFailed(id: string, options: OnEventOptions = {}): Rule {
    return failureRule(this.project, id, options);
  }

  /**
   * Tells a topic about builds that end without an image: project, commit, who started it and where the logs are. What
   * can't be delivered stays in a queue for two weeks.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   * @param id the id of the notification.
   * @param topic the topic, in this Region. One of another account has to let the notification's role publish; the key
   * of an encrypted one has to let the role use it. Throws for a topic of another Region.
   */
  public notifyOnBuildFailed(id: string, topic: ITopic): Rule {
    return tellOfFailures(this, id, this.project, topic);
  }
}

const noBatches =
  'must not start builds by EventBridge where several platforms are built, since it starts no batches; ' +
  'leave `branches`, `tags` and `buildOnUpload` out, or make a project for each platform';
