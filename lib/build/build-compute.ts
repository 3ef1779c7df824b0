import { Token } from 'aws-cdk-lib';
import {
  type BuildEnvironment,
  ComputeType,
  type DockerServerOptions,
  EnvironmentType,
  type IFleet,
} from 'aws-cdk-lib/aws-codebuild';
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
  if (String(value).startsWith('BUILD_LAMBDA_')) return `${got}; Lambda compute has no Docker to build with`;
  return value === ComputeType.ATTRIBUTE_BASED || value === ComputeType.CUSTOM_INSTANCE_TYPE
    ? `${got}; that is of a fleet: give the \`fleet\``
    : got;
};

/** The machine that builds, and what of Docker runs on it. */
export function buildCompute(props: BuildOperationsOptions, platforms: readonly ImagePlatform[]): Compute {
  const { computeType, fleet, dockerServer, vpc } = props;
  if (computeType !== undefined) validate('computeType', computeType, computeTypeRule);
  if (fleet) {
    refuseIf('computeType', computeType === undefined ? undefined : besideFleet('computeType'));
    refuseIf('vpc', vpc === undefined ? undefined : besideFleet('vpc'));
    refuseIf('fleet', fleetProblem(fleet, platforms));
  }
  if (dockerServer) {
    refuseIf('dockerServer', onePlatformProblem(platforms, 'a Docker server builds on machines of one kind'));
    refuseIf('dockerServer.securityGroups', serverGroupsProblem(dockerServer, vpc !== undefined));
  }
  return {
    computeType: fleet ? undefined : (computeType ?? ComputeType.SMALL),
    fleet,
    dockerServer,
    privileged: dockerServer === undefined, // a Docker daemon of the build's own needs it
  };
}

function besideFleet(what: string): string {
  return `must be left out where \`fleet\` is given, got both; the ${what} of a fleet stands with the fleet`;
}

function fleetProblem(fleet: IFleet, platforms: readonly ImagePlatform[]): Problem {
  const problem = onePlatformProblem(platforms, 'a fleet has machines of one kind');
  // Of an imported fleet CDK knows nothing but the ARN.
  if (problem !== undefined || !Token.isUnresolved(fleet.fleetArn)) return problem;
  const [platform = 'linux/amd64'] = platforms;
  const type = platform === 'linux/arm64' ? EnvironmentType.ARM_CONTAINER : EnvironmentType.LINUX_CONTAINER;
  return fleet.environmentType === type
    ? undefined
    : `must be a fleet of ${type} for ${platform}, got one of ${fleet.environmentType}`;
}

function onePlatformProblem(platforms: readonly ImagePlatform[], reason: string): Problem {
  if (platforms.length <= 1) return undefined;
  return `must go with one platform, got ${platforms.join(' and ')}; ${reason}: make a project for each platform`;
}

function serverGroupsProblem({ securityGroups }: DockerServerOptions, hasVpc: boolean): Problem {
  if (securityGroups === undefined || Token.isUnresolved(securityGroups)) return undefined;
  const problem = securityGroupsProblem(securityGroups);
  if (problem !== undefined) return problem;
  return hasVpc ? undefined : 'must stand with `vpc`, got none; the builds reach the server from there';
}
