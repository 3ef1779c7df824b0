import { Repository } from 'aws-cdk-lib/aws-ecr';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties, resourcesOf } from '../synthesis';
import { register, serviceArn, update } from '../deployment/deploy-statements';
import { newPublisher, policiesIn, repositoryArn } from './publisher';

const login = { Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
const push = {
  Sid: 'PushImages',
  Effect: 'Allow',
  Action: [
    'ecr:BatchCheckLayerAvailability',
    'ecr:BatchGetImage',
    'ecr:CompleteLayerUpload',
    'ecr:InitiateLayerUpload',
    'ecr:PutImage',
    'ecr:UploadLayerPart',
  ],
};

test('may log in and push to its repository by its own managed policies', () => {
  const stack = newStack();
  newPublisher({}, stack);
  expect(policiesIn(stack)).toEqual([
    { Version: '2012-10-17', Statement: [login] },
    { Version: '2012-10-17', Statement: [{ ...push, Resource: repositoryArn('app') }] },
  ]);
  for (const { Properties: properties } of resourcesOf(stack, 'AWS::IAM::ManagedPolicy')) {
    expect(properties.Roles).toEqual([{ Ref: expect.stringMatching(/^GitHubRole/) as string }]);
  }
});

test('has no inline policy', () => {
  const stack = newStack();
  newPublisher({ deploys: [EcsDeployment.named('web', 'web')] }, stack);
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).not.toHaveProperty('Policies');
  expect(onlyProperties(stack, 'AWS::IAM::Role')).not.toHaveProperty('ManagedPolicyArns');
});

test('may push to every kind of repository', () => {
  const stack = newStack();
  const theirs = repositoryArn('team/theirs').replace('eu-west-1:123456789012', 'us-east-1:999999999999');
  const repositories = [
    new ImageRepository(stack, 'Ours', { repositoryName: 'ours' }),
    new Repository(stack, 'Plain', { repositoryName: 'plain' }),
    new ImageRepository(stack, 'Unnamed'),
    Repository.fromRepositoryArn(stack, 'Theirs', theirs),
  ];
  newPublisher({ repositories }, stack);
  const unnamed = { 'Fn::GetAtt': [expect.stringMatching(/^Unnamed/) as string, 'Arn'] };
  const Resource = [repositoryArn('ours'), repositoryArn('plain'), theirs, unnamed];
  expect(policiesIn(stack)[1]).toEqual({ Version: '2012-10-17', Statement: [{ ...push, Resource }] });
});

test('may deploy by a third policy, and read task definitions by a fourth', () => {
  const stack = newStack();
  newPublisher({ deploys: [EcsDeployment.named('web', 'web')] }, stack);
  expect(policiesIn(stack).slice(2)).toEqual([
    { Version: '2012-10-17', Statement: [update(serviceArn('web/web')), ...register()] },
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ecs:DescribeTaskDefinition', Resource: '*' }] },
  ]);
});
