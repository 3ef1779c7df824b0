import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import {
  ComputeType,
  DockerServerComputeType,
  EnvironmentType,
  Fleet,
  FleetComputeType,
  type IFleet,
} from 'aws-cdk-lib/aws-codebuild';
import { type ISecurityGroup, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { account, newStack, onlyProperties, type Properties, region } from '../synthesis';
import { addProject, projectName, projectType, projectWith, statementsWith } from './build-project';

type Props = Partial<ImageBuildProjectProps>;

const fleetArn = `arn:aws:codebuild:${region}:${account}:fleet/builders:00000000-0000-0000-0000-000000000000`;
const importedFleet = (stack: Stack) => Fleet.fromFleetArn(stack, 'Fleet', fleetArn);
const newFleet = (stack: Stack, environmentType: EnvironmentType): IFleet =>
  new Fleet(stack, 'Fleet', { baseCapacity: 1, computeType: FleetComputeType.SMALL, environmentType });
const vpc = (stack: Stack) =>
  Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a'],
    privateSubnetIds: ['subnet-1'],
  });
const groups = (stack: Stack, count: number): ISecurityGroup[] =>
  Array.from({ length: count }, (_, index) => SecurityGroup.fromSecurityGroupId(stack, `sg-${index}`, `sg-${index}`));

describe('limits', () => {
  test('are those that are given', () => {
    const limits = { queuedTimeout: Duration.minutes(30), concurrentBuildLimit: 2, autoRetryLimit: 3 };
    expect(projectWith(limits)).toMatchObject({
      QueuedTimeoutInMinutes: 30,
      ConcurrentBuildLimit: 2,
      AutoRetryLimit: 3,
    });
  });

  test('are the defaults of CodeBuild if none are given', () => {
    const project = projectWith();
    expect([project.QueuedTimeoutInMinutes, project.ConcurrentBuildLimit, project.AutoRetryLimit]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a build that CodeBuild retries has the permission to retry builds of its project', () => {
    expect(statementsWith({ autoRetryLimit: 1 })).toContainEqual({
      Sid: 'RetryBuilds',
      Effect: 'Allow',
      Action: 'codebuild:RetryBuild',
      Resource: `arn:aws:codebuild:${region}:${account}:project/${projectName}`,
    });
    expect(JSON.stringify(statementsWith({ autoRetryLimit: 0 }))).not.toContain('codebuild:');
  });

  test('pass if they are tokens', () => {
    const stack = newStack();
    const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
    addProject(stack, {
      queuedTimeout: Duration.minutes(number),
      concurrentBuildLimit: number,
      autoRetryLimit: number,
    });
    expect(onlyProperties(stack, projectType)).toMatchObject({
      QueuedTimeoutInMinutes: { Ref: 'Number' },
      ConcurrentBuildLimit: { Ref: 'Number' },
      AutoRetryLimit: { Ref: 'Number' },
    });
  });
});

describe('machine', () => {
  test('of a fleet: its size is its own', () => {
    const stack = newStack();
    addProject(stack, { fleet: importedFleet(stack) });
    const { Environment: environment } = onlyProperties(stack, projectType) as { Environment: Properties };
    expect(environment).toMatchObject({ Fleet: { FleetArn: fleetArn }, PrivilegedMode: true });
  });

  test.each([
    [Platform.LINUX_ARM64, EnvironmentType.ARM_CONTAINER],
    [Platform.LINUX_AMD64, EnvironmentType.LINUX_CONTAINER],
  ])('of a fleet of the same stack, for the platform %#', (platform, type) => {
    const stack = newStack();
    addProject(stack, { fleet: newFleet(stack, type), platforms: [platform] });
    expect(onlyProperties(stack, projectType).Environment).toMatchObject({ Type: type });
  });

  test('with a Docker server is not privileged', () => {
    const stack = newStack();
    const server = { computeType: DockerServerComputeType.LARGE, securityGroups: groups(stack, 1) };
    addProject(stack, { dockerServer: server, vpc: vpc(stack) });
    expect(onlyProperties(stack, projectType).Environment).toMatchObject({
      DockerServer: { ComputeType: 'BUILD_GENERAL1_LARGE', SecurityGroupIds: ['sg-0'] },
      PrivilegedMode: false,
    });
  });
});

describe('image parameter', () => {
  test('is read and written by builds, and nothing else of Systems Manager', () => {
    const stack = newStack();
    const imageParameter = StringParameter.fromStringParameterName(stack, 'Image', '/pizza/image');
    expect(statementsWith({ imageParameter }, stack)).toContainEqual({
      Sid: 'SetImageParameter',
      Effect: 'Allow',
      Action: ['ssm:GetParameter', 'ssm:PutParameter'],
      Resource: `arn:aws:ssm:${region}:${account}:parameter/pizza/image`,
    });
    expect(JSON.stringify(statementsWith())).not.toContain('ssm:');
  });

  test('is known to the build by its name', () => {
    const stack = newStack();
    const imageParameter = new StringParameter(stack, 'Image', { stringValue: 'none yet' });
    addProject(stack, { imageParameter });
    const { EnvironmentVariables: variables } = (onlyProperties(stack, projectType) as { Environment: Properties })
      .Environment;
    expect(variables).toContainEqual({
      Name: 'IMAGE_PARAMETER',
      Type: 'PLAINTEXT',
      Value: { Ref: expect.stringMatching(/^Image/) as string },
    });
  });
});

const sizes =
  'BUILD_GENERAL1_SMALL, BUILD_GENERAL1_MEDIUM, BUILD_GENERAL1_LARGE, BUILD_GENERAL1_XLARGE, BUILD_GENERAL1_2XLARGE';
const server = { computeType: DockerServerComputeType.SMALL };

test.each<[string, (stack: Stack) => Props, string]>([
  [
    'the machine is of Lambda',
    () => ({ computeType: ComputeType.LAMBDA_2GB }),
    `\`computeType\` must be one of ${sizes}, got 'BUILD_LAMBDA_2GB'. Lambda compute has no Docker.`,
  ],
  [
    'the size is one of a fleet',
    () => ({ computeType: ComputeType.ATTRIBUTE_BASED }),
    `\`computeType\` must be one of ${sizes}, got 'ATTRIBUTE_BASED_COMPUTE'. Only a fleet has this type. Set \`fleet\`.`,
  ],
  [
    'the size is unknown',
    () => ({ computeType: 'huge' as never }),
    `\`computeType\` must be one of ${sizes}, got 'huge'`,
  ],
  [
    'a size is set with a fleet',
    (stack) => ({ computeType: ComputeType.LARGE, fleet: importedFleet(stack) }),
    '`computeType` must not be set with `fleet`, got both. The fleet has its own computeType.',
  ],
  [
    'a VPC is set with a fleet',
    (stack) => ({ vpc: vpc(stack), fleet: importedFleet(stack) }),
    '`vpc` must not be set with `fleet`, got both. The fleet has its own vpc.',
  ],
  [
    'the machines of the fleet do not match the platform',
    (stack) => ({ fleet: newFleet(stack, EnvironmentType.LINUX_CONTAINER), platforms: [Platform.LINUX_ARM64] }),
    '`fleet` must be a fleet of ARM_CONTAINER for linux/arm64, got one of LINUX_CONTAINER',
  ],
  [
    'the security groups of the Docker server have no VPC',
    (stack) => ({ dockerServer: { ...server, securityGroups: groups(stack, 1) } }),
    '`dockerServer.securityGroups` requires `vpc`, got none. Builds reach the server through the VPC.',
  ],
  [
    'the Docker server has more security groups than CodeBuild accepts',
    (stack) => ({ vpc: vpc(stack), dockerServer: { ...server, securityGroups: groups(stack, 6) } }),
    '`dockerServer.securityGroups` must be 1 to 5 security groups, got 6',
  ],
  [
    'the Docker server has an empty list of security groups',
    (stack) => ({ vpc: vpc(stack), dockerServer: { ...server, securityGroups: [] } }),
    '`dockerServer.securityGroups` must be 1 to 5 security groups, got 0',
  ],
  [
    'builds wait for less than 5 minutes',
    () => ({ queuedTimeout: Duration.minutes(4) }),
    '`queuedTimeout` must be whole minutes from 5 minutes to 8 hours, got PT4M',
  ],
  [
    'builds wait for more than 8 hours',
    () => ({ queuedTimeout: Duration.minutes(481) }),
    '`queuedTimeout` must be whole minutes from 5 minutes to 8 hours, got PT8H1M',
  ],
  [
    'no build may run',
    () => ({ concurrentBuildLimit: 0 }),
    '`concurrentBuildLimit` must be a whole number from 1 on, got the number 0',
  ],
  [
    'a batch could not build both platforms at the same time',
    () => ({ platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], concurrentBuildLimit: 1 }),
    '`concurrentBuildLimit` must be at least 2, got 1. A batch builds 2 platforms at the same time. Raise it, or use one ' +
      'platform.',
  ],
  [
    'a build would be retried more often than CodeBuild accepts',
    () => ({ autoRetryLimit: 11 }),
    '`autoRetryLimit` must be a whole number from 0 to 10, got the number 11',
  ],
  [
    'a build would be retried half a time',
    () => ({ autoRetryLimit: 0.5 }),
    '`autoRetryLimit` must be a whole number from 0 to 10, got the number 0.5',
  ],
  [
    'the image parameter is of another Region',
    (stack) => ({
      imageParameter: new StringParameter(
        new Stack(App.of(stack), 'Elsewhere', { env: { account, region: 'us-east-1' } }),
        'Image',
        { stringValue: 'none yet' },
      ),
    }),
    `\`imageParameter\` must be in the account and Region of the builds, ${account} ${region}, got ${account} us-east-1`,
  ],
])('fails when %s', (_, props, message) => {
  const stack = newStack();
  expect(() => addProject(stack, props(stack))).toThrow(new Error(message));
});

test.each<Partial<ImageBuildProjectProps>>([
  { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], concurrentBuildLimit: 2 },
  { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], concurrentBuildLimit: 1, emulation: true },
  { platforms: [Platform.LINUX_ARM64], concurrentBuildLimit: 1 },
])('a limit that all machines of a build fit in is accepted: %j', (props) => {
  expect(projectWith(props)).toMatchObject({ ConcurrentBuildLimit: props.concurrentBuildLimit });
});

test('the largest limits and sizes are accepted', () => {
  const limits = { queuedTimeout: Duration.hours(8), autoRetryLimit: 10, computeType: ComputeType.X2_LARGE };
  expect(projectWith(limits)).toMatchObject({
    QueuedTimeoutInMinutes: 480,
    AutoRetryLimit: 10,
    Environment: { ComputeType: 'BUILD_GENERAL1_2XLARGE' },
  });
});
