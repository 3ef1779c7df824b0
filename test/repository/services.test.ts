import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { BuildSpec, LinuxBuildImage, Project } from 'aws-cdk-lib/aws-codebuild';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ContainerImage, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack, onlyProperties, type Properties, region, resourcesOf } from '../synthesis';

/** An `ImageRepository` works as any `ecr.IRepository`, and the grants of the CDK for services are restricted. */

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const arn = { 'Fn::GetAtt': ['Service', 'Arn'] };

function repositoryStatements(stack: Stack): unknown {
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (policy as { Statement?: unknown } | undefined)?.Statement;
}

function roleStatements(stack: Stack): Properties[] {
  return resourcesOf(stack, 'AWS::IAM::Policy').flatMap(
    ({ Properties: { PolicyDocument } }) => (PolicyDocument as { Statement: Properties[] }).Statement,
  );
}

describe('a Lambda function', () => {
  function functionIn(stack: Stack): void {
    const repository = new ImageRepository(stack, 'Service');
    new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository, { tagOrDigest: 'v1' }) });
  }

  test('is created from the image', () => {
    const stack = newStack();
    functionIn(stack);
    const { Code } = onlyProperties(stack, 'AWS::Lambda::Function') as { Code: { ImageUri: unknown } };
    expect(JSON.stringify(Code.ImageUri)).toContain('"Service"');
    expect(JSON.stringify(Code.ImageUri)).toContain(':v1');
  });

  test('is in this account and Region: Lambda may pull for no other function', () => {
    const stack = newStack();
    functionIn(stack);
    expect(repositoryStatements(stack)).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: pull,
        Condition: { StringLike: { 'aws:sourceARN': `arn:aws:lambda:${region}:${account}:function:*` } },
      },
    ]);
  });

  test('is restricted to the account and the Region if both are unresolved', () => {
    const stack = newOpenStack();
    functionIn(stack);
    expect(repositoryStatements(stack)).toMatchObject([
      { Condition: { StringLike: { 'aws:sourceARN': { 'Fn::Join': expect.anything() as unknown } } } },
    ]);
  });
});

describe('an ECS task', () => {
  test('pulls with its execution role', () => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service');
    const definition = new FargateTaskDefinition(stack, 'Task');
    definition.addContainer('app', { image: ContainerImage.fromEcrRepository(repository, 'v1') });
    expect(roleStatements(stack)).toEqual([
      { Effect: 'Allow', Action: pull, Resource: arn },
      { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    ]);
    expect(repositoryStatements(stack)).toBeUndefined();
    const { ContainerDefinitions } = onlyProperties(stack, 'AWS::ECS::TaskDefinition');
    expect(JSON.stringify(ContainerDefinitions)).toContain('"Service"');
  });

  test('uses an image by its digest', () => {
    const stack = newStack();
    const digest = `sha256:${'0'.repeat(64)}`;
    const definition = new FargateTaskDefinition(stack, 'Task');
    definition.addContainer('app', {
      image: ContainerImage.fromEcrRepository(new ImageRepository(stack, 'Service'), digest),
    });
    const { ContainerDefinitions } = onlyProperties(stack, 'AWS::ECS::TaskDefinition');
    expect(JSON.stringify(ContainerDefinitions)).toContain(`@${digest}`);
  });
});

describe('a CodeBuild project', () => {
  test('runs in the image and pulls it with its role', () => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service');
    new Project(stack, 'Project', {
      buildSpec: BuildSpec.fromObject({ version: '0.2' }),
      environment: { buildImage: LinuxBuildImage.fromEcrRepository(repository, 'v1') },
    });
    expect(onlyProperties(stack, 'AWS::CodeBuild::Project').Environment).toMatchObject({
      ImagePullCredentialsType: 'SERVICE_ROLE',
    });
    expect(roleStatements(stack)).toEqual(
      expect.arrayContaining([
        { Effect: 'Allow', Action: pull, Resource: arn },
        { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      ]),
    );
    expect(repositoryStatements(stack)).toBeUndefined();
  });
});

test('the plain L2 does not restrict Lambda, which is why ImageRepository does', () => {
  const stack = newStack();
  const repository = new Repository(stack, 'Service', { removalPolicy: RemovalPolicy.RETAIN });
  new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository) });
  const [statement] = repositoryStatements(stack) as [Properties];
  expect(statement.Principal).toEqual({ Service: 'lambda.amazonaws.com' });
  expect(statement.Condition).toBeUndefined();
});
