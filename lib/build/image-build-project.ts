import { Names, RemovalPolicy } from 'aws-cdk-lib';
import {
  type BuildEnvironmentVariable,
  BuildSpec,
  type CfnProject,
  type IBuildImage,
  LinuxArmBuildImage,
  LinuxBuildImage,
  Project,
} from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type IGrantable, type IPrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { knownRepositoryArn } from '../private/arn';
import { pushActions } from '../private/ecr-actions';
import { type StatementJson } from '../private/policy-document';
import { projectNameRule } from '../private/project-name';
import { sourcePathRule } from '../private/source-path';
import { validate } from '../private/validation';
import { BuildLogs } from './build-logs';
import { bindOperations, type BuildOperationsProps } from './build-operations';
import { BuildRole } from './build-role';
import { type ImagePlatform, imagePlatform } from '../private/image-platform';
import { renderImageBuildspec } from './image-buildspec';
import { type ImageSource } from './image-source';
import { acknowledgeSource } from './source-findings';

/** Properties of an `ImageBuildProject`. */
export interface ImageBuildProjectProps extends BuildOperationsProps {
  /** Where the image is pushed to, tagged with the commit. */
  readonly repository: IRepository;

  /** Where the files of the image come from. */
  readonly source: ImageSource;

  /**
   * What the image runs on; built on a machine of that kind, without emulation. One of `Platform.LINUX_AMD64` and
   * `Platform.LINUX_ARM64`. Throws for another, and for more than one.
   *
   * @default - linux/amd64
   */
  readonly platforms?: Platform[];

  /**
   * The path of the Dockerfile within the source. Throws where it leaves the source.
   *
   * @default Dockerfile
   */
  readonly dockerfile?: string;

  /**
   * The folder within the source that the build sees. Throws where it leaves the source.
   *
   * @default - the whole source
   */
  readonly context?: string;

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
export class ImageBuildProject extends Construct implements IGrantable {
  /** The project: its events, metrics and notifications. */
  public readonly project: Project;

  /** The role that builds run with. */
  public readonly role: Role;

  /** The role, as what permissions are granted to, such as to pull a base image from another repository. */
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: ImageBuildProjectProps) {
    super(scope, id);
    const { repository, dockerfile = 'Dockerfile', context = '.' } = props;
    validate('dockerfile', dockerfile, sourcePathRule);
    validate('context', context, sourcePathRule);
    if (props.projectName !== undefined) validate('projectName', props.projectName, projectNameRule);
    const platform = imagePlatform(props.platforms);
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const operations = bindOperations(this, props, projectName, [platform]);
    const source = props.source._bind(this);
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      retention: props.logRetention ?? RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    });
    const access = new BuildRole(this, 'Access', {
      projectName,
      statements: [pushStatement(repository), logStatement(logs), ...source.statements, ...operations.statements],
    });
    this.role = access.role;
    this.grantPrincipal = access.role;
    this.project = new Project(this, 'Project', {
      projectName,
      description: `Builds an image and pushes it to ${repository.repositoryName}`,
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: BuildSpec.fromObjectToYaml({ ...renderImageBuildspec() }),
      environment: {
        buildImage: buildImageFor(platform),
        ...operations.environment,
      },
      environmentVariables: plainText({
        ...registryVariables(repository),
        IMAGE_PLATFORM: platform,
        DOCKERFILE: dockerfile,
        BUILD_CONTEXT: context,
        ...operations.variables,
      }),
      ...operations.project,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies, ...operations.attach(access.role));
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2's own way would let the role use the key
    acknowledgeSource(resource);
    source.startBuilds?.(this.project);
  }
}

function registryVariables(repository: IRepository): Record<string, string> {
  const { account, region } = repository.env;
  const registry = `${account}.dkr.ecr.${region}.${repository.stack.urlSuffix}`;
  return {
    REGISTRY: registry,
    REGISTRY_REGION: region,
    REPOSITORY_URI: `${registry}/${repository.repositoryName}`,
  };
}

function plainText(variables: Record<string, string>): Record<string, BuildEnvironmentVariable> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }]));
}

/** By id: the constants for these images came to aws-cdk-lib later than the oldest version that this works with. */
function buildImageFor(platform: ImagePlatform): IBuildImage {
  return platform === 'linux/arm64'
    ? LinuxArmBuildImage.fromCodeBuildImageId('aws/codebuild/amazonlinux-aarch64-standard:4.0')
    : LinuxBuildImage.fromCodeBuildImageId('aws/codebuild/standard:8.0');
}

function pushStatement(repository: IRepository): StatementJson {
  return { Sid: 'PushImages', Effect: 'Allow', Action: pushActions, Resource: knownRepositoryArn(repository) };
}

function logStatement({ logGroup }: BuildLogs): StatementJson {
  // The group's ARN attribute ends in `:*`, which stands for its streams.
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  return { Sid: 'WriteLogs', Effect: 'Allow', Action: actions, Resource: logGroup.logGroupArn };
}
