import { Annotations, Duration } from 'aws-cdk-lib';
import { ComputeType, DockerServerComputeType, Fleet } from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type BuildOperationsOptions } from '../../build/build-operations-options';
import { logRetentionOf } from '../../private/aws/log-retention';
import { type BuildConfig } from '../config/schema';

/** By their values, which the schema lets through. */
const computeTypes = new Map<string, ComputeType>(Object.values(ComputeType).map((type) => [type, type]));
const serverTypes = new Map<string, DockerServerComputeType>(
  Object.values(DockerServerComputeType).map((type) => [type, type]),
);

/** What of a build is about how it runs. What the file names by id is imported, so that synth asks nobody. */
export function buildOperationsOf(scope: Construct, build: BuildConfig): BuildOperationsOptions {
  const { fleet, vpc, dockerServer, imageParameter, timeoutMinutes, queuedTimeoutMinutes } = build;
  // CDK warns of each imported subnet that it knows no route table; nothing here asks for one.
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
    logRetention: logRetentionOf(build.logRetentionDays),
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
    const made = scope.node.tryFindChild(id) as ISecurityGroup | undefined;
    return made ?? SecurityGroup.fromSecurityGroupId(scope, id, id);
  });
}

function minutes(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.minutes(amount);
}
