import { Size } from 'aws-cdk-lib';
import * as apprunner from 'aws-cdk-lib/aws-apprunner';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ImageRepository } from '../../lib/repository/image-repository';
import { docker, mayLogIn } from '../simulation';
import { account, newStack, onlyProperties, type Properties, region, resourcesOf, warningsOf } from '../synthesis';
import { literalIn, repositoryArn, roleOf } from './role-policies';

const stack = newStack();
const service = new ImageRepository(stack, 'Service', { repositoryName: 'service' });
const job = new ImageRepository(stack, 'Job', { repositoryName: 'job' });
const web = new ImageRepository(stack, 'Web', { repositoryName: 'web' });
const pod = new ImageRepository(stack, 'Pod', { repositoryName: 'pod' });
const digest = `sha256:${'a'.repeat(64)}`;
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-1',
  availabilityZones: ['a', 'b'],
  publicSubnetIds: ['subnet-1', 'subnet-2'],
  privateSubnetIds: ['subnet-3', 'subnet-4'],
});

new patterns.ApplicationLoadBalancedFargateService(stack, 'Alb', {
  vpc,
  taskImageOptions: { image: ecs.ContainerImage.fromEcrRepository(service, digest) },
});

new batch.EcsJobDefinition(stack, 'Batch', {
  container: new batch.EcsFargateContainerDefinition(stack, 'Container', {
    image: ecs.ContainerImage.fromEcrRepository(job, 'v1'),
    cpu: 1,
    memory: Size.gibibytes(2),
  }),
});

const appRunnerRole = new iam.Role(stack, 'AppRunnerRole', {
  assumedBy: new iam.ServicePrincipal('build.apprunner.amazonaws.com'),
});
web.grantPull(appRunnerRole);
new apprunner.CfnService(stack, 'AppRunner', {
  sourceConfiguration: {
    authenticationConfiguration: { accessRoleArn: appRunnerRole.roleArn },
    imageRepository: { imageIdentifier: web.repositoryUriForTag('v1'), imageRepositoryType: 'ECR' },
  },
});

const nodeRole = new iam.Role(stack, 'NodeRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
pod.grantPull(nodeRole);
eks.Cluster.fromClusterAttributes(stack, 'Cluster', {
  clusterName: 'cluster',
  vpc,
  kubectlRoleArn: `arn:aws:iam::${account}:role/kubectl`,
  kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(
    stack,
    'Kubectl',
    `arn:aws:lambda:${region}:${account}:layer:kubectl:1`,
  ),
}).addManifest('Manifest', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod' },
  spec: { containers: [{ name: 'pod', image: pod.repositoryUriForDigest(digest) }] },
});

test.each([
  ['the execution role of a load-balanced Fargate service', 'AlbTaskDefExecutionRole', 'service'],
  ['the execution role of a Batch job', 'ContainerExecutionRole', 'job'],
  ['the access role of App Runner', 'AppRunnerRole', 'web'],
  ['the role of the nodes of a cluster', 'NodeRole', 'pod'],
])('%s logs in, pulls its image and no other, and pushes nothing', async (_, role, own) => {
  const caller = roleOf(stack, role);
  expect(await mayLogIn(caller)).toBe(true);
  for (const name of ['service', 'job', 'web', 'pod']) {
    expect(await docker('pull', caller, { arn: repositoryArn(name) })).toBe(name === own ? 'done' : 'refused');
  }
  expect(await docker('push', caller, { arn: repositoryArn(own) })).toEqual(
    expect.arrayContaining(['ecr:PutImage', 'ecr:InitiateLayerUpload']),
  );
});

test('each template has the image by the tag or digest that the app names', () => {
  const [definition] = onlyProperties(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions as Properties[];
  const { ContainerProperties: container } = onlyProperties(stack, 'AWS::Batch::JobDefinition');
  const { SourceConfiguration: source } = onlyProperties(stack, 'AWS::AppRunner::Service');
  const { Manifest: manifest } = onlyProperties(stack, 'Custom::AWSCDK-EKS-KubernetesResource');
  const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
  expect(
    literalIn(stack, [
      definition?.Image,
      (container as Properties).Image,
      (source as { ImageRepository: Properties }).ImageRepository.ImageIdentifier,
    ]),
  ).toEqual([`${registry}/service@${digest}`, `${registry}/job:v1`, `${registry}/web:v1`]);
  expect(JSON.parse(String(literalIn(stack, manifest)))).toMatchObject([
    { kind: 'Pod', spec: { containers: [{ image: `${registry}/pod@${digest}` }] } },
  ]);
});

test('no repository gets a policy, since all roles are in its account, and we warn about nothing', () => {
  const policies = resourcesOf(stack, 'AWS::ECR::Repository').map(
    ({ Properties: held }) => held.RepositoryPolicyText as unknown,
  );
  expect(policies).toEqual([undefined, undefined, undefined, undefined]);
  expect(warningsOf(stack).filter((warning) => warning.includes('cdk-ecr-publishing'))).toEqual([]);
});
