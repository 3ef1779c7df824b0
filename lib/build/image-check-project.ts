import { Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BuildSpec, type CfnProject, ComputeType, Project } from 'aws-cdk-lib/aws-codebuild';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type ImagePlatform, imagePlatform } from '../private/oci/image-platform';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { dockerfileOf } from '../build-input/validate-inputs';
import { bindArtifacts } from './build-artifacts';
import { buildImageFor } from './build-image';
import { buildLimits } from './build-limits';
import { bindTests } from './bind-tests';
import { BuildLogs } from './build-logs';
import { baseImageVariables } from './base-image-variables';
import { BuildRole } from './build-role';
import { numbered, pairs, plainText } from './build-variables';
import { renderCheckBuildspec } from './check-buildspec';
import { reportMissingPrivileges } from './docker-privileges';
import { type ImageCheckProjectProps } from './image-check-project-props';
import { checkTestCommands } from './test-commands';
import { acknowledgeSource } from './source/source-findings';
import { sourceParts } from './source/source-parts';
import { validateCheck } from './validate-check';

/**
 * A CodeBuild project that checks pull requests. Its role can only read the source, write logs, and do what `baseImages`, `tests`
 * and `artifacts` need. The project does not push images, has no secrets and shares no cache. Throws for any other option of an
 * `ImageBuildProject`.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
 *
 * @example
 * import { ImageCheckProject, ImageSource } from 'cdk-ecr-publishing';
 *
 * new ImageCheckProject(this, 'PullRequests', {
 *   source: ImageSource.gitHub('acme/jwt-pizza-service', { connectionArn, branches: ['main'] }),
 *   commands: ['make lint', 'make test'],
 * });
 */
@publicApi
export class ImageCheckProject extends Construct {
  /** The CodeBuild project, with its events, metrics and notifications. */
  public readonly project: Project;

  public constructor(scope: Construct, id: string, props: ImageCheckProjectProps) {
    super(scope, id);
    validateCheck(props);
    requireService(this, 'A check of pull requests', regionalServices.builds, Stack.of(this).region);
    const { source: imageSource, privileged = false, commands = [], approval, approvers } = props;
    const platform = imagePlatform(props.platforms);
    const limits = buildLimits({ ...props, timeout: props.timeout ?? Duration.minutes(30) });
    const projectName = props.projectName ?? Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    const base = baseImageVariables(this, { baseImages: props.baseImages });
    const logsIn = (props.baseImages ?? []).length > 0;
    const tests = bindTests(this, props, projectName);
    const source = imageSource._bindPullRequests(this, { approval, approvers });
    const parts = sourceParts(props, source);
    const kept = bindArtifacts(props, false, projectName);
    const variables = {
      ...props.environmentVariables,
      ...(privileged && { ...imageVariables(props, platform), ...base.plain, ...tests.variables }),
      ...parts.variables,
      ...kept.variables,
    };
    const logs = new BuildLogs(this, 'Logs', {
      projectName,
      existing: props.logGroup,
      retention: props.logRetention,
      defaultRetention: RetentionDays.THREE_MONTHS,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    });
    const access = new BuildRole(this, 'Access', {
      projectName,
      statements: [
        logs.writeStatement,
        ...source.statements,
        ...base.statements,
        ...tests.statements,
        ...kept.statements,
      ],
      pushes: false,
      logsIn,
    });
    if (props.logGroup) logs.acknowledgeStreams(access);
    this.project = new Project(this, 'Project', {
      projectName,
      description: 'Checks pull requests and pushes nothing',
      role: access.role.withoutPolicyUpdates(),
      source: source.source,
      buildSpec: BuildSpec.fromObjectToYaml({
        ...renderCheckBuildspec([...commands, ...checkTestCommands(props.tests ?? [])], privileged, {
          logsIn,
          fetchesSource: parts.fetchesSource,
          commandsBeforeBuild: props.commandsBeforeBuild,
          keepsFiles: kept.keepsFiles,
        }),
        ...(tests.buildspec.reports && { reports: tests.buildspec.reports }),
      }),
      environment: {
        buildImage: buildImageFor(platform),
        computeType: props.computeType ?? ComputeType.SMALL,
        privileged,
      },
      environmentVariables: Object.keys(variables).length > 0 ? plainText(variables) : undefined,
      artifacts: kept.artifacts,
      ...limits,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies, ...tests.groups);
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2 would let the role use the key
    parts.apply(resource);
    acknowledgeSource(resource);
    validateQuotas(this);
    reportEqualNames(this);
    if (privileged) reportMissingPrivileges(this, this.project, true);
  }
}

function imageVariables(props: ImageCheckProjectProps, platform: ImagePlatform): Record<string, string> {
  const { context = '.', target, buildArgs = {} } = props;
  return {
    IMAGE: 'checked-image',
    IMAGE_PLATFORM: platform,
    DOCKERFILE: dockerfileOf(props),
    BUILD_CONTEXT: context,
    ...(target !== undefined && { BUILD_TARGET: target }),
    ...numbered('BUILD_ARG', pairs(buildArgs)),
  };
}
