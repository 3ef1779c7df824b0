import { Stack } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { knownRepositoryArn } from '../private/aws/arn';
import { type StatementJson } from '../private/aws/policy-document';
import { makeDeadLetterQueue } from '../private/constructs/dead-letter-queue';
import { type RebuildOptions } from '../build-input/rebuild-options';

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
