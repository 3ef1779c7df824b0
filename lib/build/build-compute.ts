import { Stack, Token } from 'aws-cdk-lib';
import {
  type BuildEnvironment,
  ComputeType,
  type DockerServerOptions,
  EnvironmentType,
  type IFleet,
} from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { foreignArnProblem } from '../private/aws/partition';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { securityGroupsProblem } from './build-network';
import { type BuildOperationsOptions } from './build-operations-options';

type Compute = Pick<BuildEnvironment, 'computeType' | 'fleet' | 'dockerServer' | 'privileged'>;

const sizes: readonly unknown[] = [
  ComputeType.SMALL,
  ComputeType.MEDIUM,
  ComputeType.LARGE,
  ComputeType.X_LARGE,
  ComputeType.X2_LARGE,
];

/** The sizes of on-demand machines that run Docker. */
export const computeTypeRule: Rule = (value) => {
  if (sizes.includes(value)) return undefined;
  const got = `must be one of ${sizes.join(', ')}, got ${quote(value)}`;
  if (String(value).startsWith('BUILD_LAMBDA_')) return `${got}. Lambda compute has no Docker.`;
  return value === ComputeType.ATTRIBUTE_BASED || value === ComputeType.CUSTOM_INSTANCE_TYPE
    ? `${got}. Only a fleet has this type. Set \`fleet\`.`
    : got;
};

/** The machine that builds, and how Docker runs on it. */
export function buildCompute(
  scope: Construct,
  props: BuildOperationsOptions,
  platforms: readonly ImagePlatform[],
): Compute {
  const { computeType, fleet, dockerServer, vpc } = props;
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
  if (fleet) {
    refuseIf('computeType', computeType === undefined ? undefined : fleetConflict('computeType'));
    refuseIf('vpc', vpc === undefined ? undefined : fleetConflict('vpc'));
    refuseIf('fleet', foreignArnProblem(fleet.fleetArn, Stack.of(scope)) ?? fleetProblem(fleet, platforms));
    requireService(scope, '`fleet`', regionalServices.fleets, fleetRegion(fleet));
  }
  if (dockerServer) {
    refuseIf('dockerServer', onePlatformProblem(platforms, 'A Docker server builds on machines of one kind'));
    refuseIf('dockerServer.securityGroups', serverGroupsProblem(dockerServer, vpc !== undefined));
  }
  return {
    computeType: fleet ? undefined : (computeType ?? ComputeType.SMALL),
    fleet,
    dockerServer,
    privileged: dockerServer === undefined, // the Docker daemon of the build needs it
  };
}

/** The environment of an imported fleet is that of the stack, even if its ARN has another Region. */
function fleetRegion({ env, fleetArn }: IFleet): string {
  return Token.isUnresolved(fleetArn) ? env.region : (fleetArn.split(':')[3] ?? '');
}

function fleetConflict(what: string): string {
  return `must not be set with \`fleet\`, got both. The fleet has its own ${what}.`;
}

function fleetProblem(fleet: IFleet, platforms: readonly ImagePlatform[]): Problem {
  const problem = onePlatformProblem(platforms, 'A fleet has machines of one kind');
  // CDK knows only the ARN of an imported fleet.
  if (problem !== undefined || !Token.isUnresolved(fleet.fleetArn)) return problem;
  const [platform = 'linux/amd64'] = platforms;
  const type = platform === 'linux/arm64' ? EnvironmentType.ARM_CONTAINER : EnvironmentType.LINUX_CONTAINER;
  return fleet.environmentType === type
    ? undefined
    : `must be a fleet of ${type} for ${platform}, got one of ${fleet.environmentType}`;
}

function onePlatformProblem(platforms: readonly ImagePlatform[], reason: string): Problem {
  if (platforms.length <= 1) return undefined;
  return `requires one platform, got ${platforms.join(' and ')}. ${reason}. Make a project for each platform.`;
}

function serverGroupsProblem({ securityGroups }: DockerServerOptions, hasVpc: boolean): Problem {
  if (securityGroups === undefined || Token.isUnresolved(securityGroups)) return undefined;
  const problem = securityGroupsProblem(securityGroups);
  if (problem !== undefined) return problem;
  return hasVpc ? undefined : 'requires `vpc`, got none. Builds reach the server through the VPC.';
}
