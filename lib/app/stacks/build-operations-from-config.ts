import { Annotations, Duration, TimeZone } from 'aws-cdk-lib';
import { ComputeType, DockerServerComputeType, Fleet } from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type BuildOperationsOptions } from '../../build/build-operations-options';
import { logRetentionOf } from '../../private/aws/log-retention';
import { type BuildConfig } from '../config/schema';

/** The members of the enums by their values, which the schema accepts. */
const computeTypes = new Map<string, ComputeType>(Object.values(ComputeType).map((type) => [type, type]));
const serverTypes = new Map<string, DockerServerComputeType>(
  Object.values(DockerServerComputeType).map((type) => [type, type]),
);

/** The options of a build that are about how it runs. Resources are imported by id, so synth makes no lookup. */
export function buildOperationsOf(scope: Construct, build: BuildConfig): BuildOperationsOptions {
  const { fleet, vpc, dockerServer, imageParameter, logGroup, timeoutMinutes, queuedTimeoutMinutes } = build;
  // CDK warns of each imported subnet that has no route table, which is not needed here.
  if (vpc) Annotations.of(scope).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
  return {
    computeType: build.computeType === undefined ? undefined : computeTypes.get(build.computeType),
    fleet: fleet === undefined ? undefined : Fleet.fromFleetArn(scope, 'Fleet', fleet),
    dockerServer: dockerServer && {
      computeType: serverTypes.get(dockerServer.computeType) ?? DockerServerComputeType.SMALL,
      securityGroups: dockerServer.securityGroupIds && securityGroups(scope, dockerServer.securityGroupIds),
    },
    vpc: vpc && Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: vpc.vpcId, availabilityZones: ['of the subnets'] }),
    subnetSelection: vpc && { subnets: vpc.subnetIds.map((id) => Subnet.fromSubnetId(scope, id, id)) },
    securityGroups: vpc?.securityGroupIds && securityGroups(scope, vpc.securityGroupIds),
    timeout: minutes(timeoutMinutes),
    queuedTimeout: minutes(queuedTimeoutMinutes),
    concurrentBuildLimit: build.concurrentBuildLimit,
    autoRetryLimit: build.autoRetryLimit,
    rebuilds: build.rebuilds && { schedule: scheduleOf(build.rebuilds) },
    logGroup: logGroup === undefined ? undefined : LogGroup.fromLogGroupName(scope, 'LogGroup', logGroup),
    logRetention: logGroup === undefined ? logRetentionOf(build.logRetentionDays) : undefined,
    imageParameter:
      imageParameter === undefined
        ? undefined
        : new StringParameter(scope, 'ImageParameter', {
            parameterName: imageParameter,
            description: `The image that build ${build.name} pushed last, by digest`,
            stringValue: 'none yet',
          }),
  };
}

function securityGroups(scope: Construct, ids: readonly string[]): ISecurityGroup[] {
  return ids.map((id) => {
    const existing = scope.node.tryFindChild(id) as ISecurityGroup | undefined;
    return existing ?? SecurityGroup.fromSecurityGroupId(scope, id, id);
  });
}

function scheduleOf({ schedule, timeZone }: NonNullable<BuildConfig['rebuilds']>): ScheduleExpression {
  return ScheduleExpression.expression(schedule, timeZone === undefined ? undefined : TimeZone.of(timeZone));
}

function minutes(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.minutes(amount);
}
