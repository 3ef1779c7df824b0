import { Stack, Token } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { knownRepositoryArn } from '../private/aws/arn';
import { type StatementJson } from '../private/aws/policy-document';
import { scheduleExpressionRule } from '../private/aws/schedule-expression';
import { makeDeadLetterQueue } from '../private/constructs/dead-letter-queue';
import { refuseIf, validate } from '../private/validation/validation';
import { type ImageTag } from '../naming/image-tag';
import { type RunRefs } from '../naming/run-refs';
import { type Attestations, ImageProvenance } from '../build-input/attestations';
import { type RebuildOptions } from './rebuild-options';

interface RebuiltImage {
  readonly builder: string;
  readonly tags: readonly ImageTag[];
  readonly attestations: Pick<Attestations, 'provenance'>;
  readonly refs: RunRefs | undefined;
}

/** Throws if the newest release of an image could not be found, or its base images would not be known. */
export function validateRebuilds(
  { schedule }: RebuildOptions,
  { builder, tags, attestations, refs }: RebuiltImage,
): void {
  const { expressionString } = schedule;
  if (!Token.isUnresolved(expressionString)) validate('rebuilds.schedule', expressionString, scheduleExpressionRule);
  const hasVersions = tags.some(({ _kind }) => _kind === 'semantic-version');
  refuseIf(
    'rebuilds',
    hasVersions
      ? undefined
      : 'requires ImageTag.semanticVersion() in `tags`. The release with the highest version is built again.',
  );
  refuseIf(
    'rebuilds',
    builder === 'buildx'
      ? undefined
      : `requires the builder buildx, got ${builder}. No other one records the base images.`,
  );
  refuseIf(
    'rebuilds',
    attestations.provenance === ImageProvenance.NONE
      ? 'requires the provenance of the image, which records its base images. Leave `provenance` and `attestations` out. An image for Lambda has none.'
      : undefined,
  );
  refuseIf(
    'rebuilds',
    refs?.commits === false
      ? 'requires a Git repository as the source. A ZIP file has no commit of a release.'
      : undefined,
  );
}

/** Lets a build find the newest release, and read which base images it was built from. */
export function rebuildStatement(repository: IRepository): StatementJson {
  return {
    Sid: 'FindReleases',
    Effect: 'Allow',
    Action: ['ecr:GetDownloadUrlForLayer', 'ecr:ListImages'],
    Resource: knownRepositoryArn(repository),
  };
}

interface RebuildScheduleProps extends RebuildOptions {
  readonly project: IProject;
  readonly isBatch: boolean;
}

/**
 * The schedule that starts builds of the newest release. Its role can start builds of this project only.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export class RebuildSchedule extends Construct {
  public constructor(scope: Construct, id: string, { schedule, project, isBatch }: RebuildScheduleProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const group = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
    const role = new Role(this, 'Role', {
      description: 'Starts builds of the newest release by a schedule',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnEquals: { 'aws:SourceArn': group } },
      }),
    });
    const undelivered = makeDeadLetterQueue(this, 'Undelivered');
    const action = isBatch ? 'StartBuildBatch' : 'StartBuild';
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Starts builds of one project, and keeps starts that failed',
      roles: [role],
      statements: [
        new PolicyStatement({ sid: 'StartBuilds', actions: [`codebuild:${action}`], resources: [project.projectArn] }),
        new PolicyStatement({
          sid: 'KeepFailedStarts',
          actions: ['sqs:SendMessage'],
          resources: [undelivered.queueArn],
        }),
      ],
    });
    const schedules = new CfnSchedule(this, 'Schedule', {
      description: 'Builds the newest release again if its base images are newer',
      scheduleExpression: schedule.expressionString,
      scheduleExpressionTimezone: schedule.timeZone?.timezoneName,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${stack.partition}:scheduler:::aws-sdk:codebuild:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: undelivered.queueArn },
        input: stack.toJsonString({
          ProjectName: project.projectName,
          EnvironmentVariablesOverride: [{ Name: 'REBUILD', Value: 'true', Type: 'PLAINTEXT' }],
        }),
      },
    });
    schedules.node.addDependency(policy);
  }
}
