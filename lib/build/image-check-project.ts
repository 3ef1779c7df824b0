import { Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BuildSpec, type CfnProject, ComputeType, Project } from 'aws-cdk-lib/aws-codebuild';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type ImagePlatform, imagePlatform } from '../private/oci/image-platform';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { projectNameRule } from '../private/aws/project-name';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { sourcePathRule } from '../private/git/source-path';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { validateCommands } from '../build-input/command';
import { dockerfileOf } from '../build-input/validate-inputs';
import { computeTypeRule } from './build-compute';
import { buildImageFor } from './build-image';
import { buildLimits } from './build-limits';
import { bindTests } from './bind-tests';
import { BuildLogs } from './build-logs';
import { baseImageVariables } from './base-image-variables';
import { BuildRole } from './build-role';
import { plainText } from './build-variables';
import { noDaemonProblem, reportMissingPrivileges } from './docker-privileges';
import { buildForCheck, logInForCheck } from './buildspec/commands';
import { type ImageCheckProjectProps } from './image-check-project-props';
import { type Buildspec } from './image-buildspec';
import { checkTestCommands } from './test-commands';
import { acknowledgeSource } from './source/source-findings';

/**
 * A CodeBuild project that checks pull requests. Its role can only read the source and write logs. The project does not
 * push images, does not log in to a registry, has no secrets and shares no cache.
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
      statements: [logs.writeStatement, ...source.statements, ...base.statements, ...tests.statements],
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
        ...renderCheckBuildspec([...commands, ...checkTestCommands(props.tests ?? [])], privileged, logsIn),
        ...(tests.buildspec.reports && { reports: tests.buildspec.reports }),
      }),
      environment: {
        buildImage: buildImageFor(platform),
        computeType: props.computeType ?? ComputeType.SMALL,
        privileged,
      },
      environmentVariables: privileged
        ? { ...imageVariables(props, platform), ...plainText({ ...base.plain, ...tests.variables }) }
        : undefined,
      ...limits,
      logging: { cloudWatch: { logGroup: logs.logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(...access.policies, ...tests.groups);
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = logs.encryptionKey.keyArn; // the L2 would let the role use the key
    acknowledgeSource(resource);
    validateQuotas(this);
    reportEqualNames(this);
    if (privileged) reportMissingPrivileges(this, this.project, true);
  }
}

function validateCheck(props: ImageCheckProjectProps): void {
  const { commands, privileged = false, dockerfile, context, projectName, computeType } = props;
  validateCommands('commands', commands);
  if (!privileged) {
    commands?.forEach((command, index) => {
      refuseIf(`commands[${index}]`, noDaemonProblem(command));
    });
    props.tests?.forEach(({ _commands: ofTests }, index) => {
      refuseIf(`tests[${index}]`, noDaemonProblem(...ofTests));
    });
  }
  refuseIf('commands', !commands && !props.tests && !privileged ? nothingToRun : undefined);
  props.tests?.forEach(({ _subject: subject }, index) => {
    refuseIf(`tests[${index}]`, subject === 'source' ? undefined : unusedProblem(subject, privileged));
  });
  if (dockerfile !== undefined) validate('dockerfile', dockerfile, sourcePathRule);
  if (context !== undefined) validate('context', context, sourcePathRule);
  refuseIf('dockerfile', unusedProblem(dockerfile, privileged));
  refuseIf('context', unusedProblem(context, privileged));
  refuseIf('baseImages', unusedProblem(props.baseImages, privileged));
  if (projectName !== undefined) validate('projectName', projectName, projectNameRule);
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
}

const nothingToRun = 'must list at least one command, got none. Without `privileged: true` no image is built.';

function unusedProblem(option: unknown, privileged: boolean): Problem {
  if (option === undefined || privileged) return undefined;
  return 'requires `privileged: true`, because no image is built without it';
}

/** Renders the build specification of a check: it builds the image if Docker is available, then runs the commands. */
export function renderCheckBuildspec(commands: readonly string[], buildsImage: boolean, logsIn = false): Buildspec {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: {
      ...(logsIn && { pre_build: { commands: [logInForCheck] } }),
      build: { commands: [...(buildsImage ? [buildForCheck] : []), ...commands] },
    },
  };
}

function imageVariables(props: ImageCheckProjectProps, platform: ImagePlatform) {
  return plainText({
    IMAGE: 'checked-image',
    IMAGE_PLATFORM: platform,
    DOCKERFILE: dockerfileOf(props),
    BUILD_CONTEXT: props.context ?? '.',
  });
}
