import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { EcsDeployment } from '../../lib/github/ecs-deployment';
import { GitHubPublisherRole, type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageRepository } from '../../lib/repository/image-repository';
import { frozen, newStack, onlyProperties, type Properties, resourcesOf } from '../synthesis';
import { ids, newPublisher, policiesIn, repositoryArn } from './publisher';

function roleOf(props: Partial<GitHubPublisherRoleProps>): Properties {
  const stack = newStack();
  newPublisher(props, stack);
  return onlyProperties(stack, 'AWS::IAM::Role');
}

test('has a session of an hour, a description and no name unless told', () => {
  const { AssumeRolePolicyDocument: trust, ...rest } = roleOf({});
  expect(trust).toBeDefined();
  expect(rest).toEqual({
    Description: 'GitHub Actions publishes container images with this role',
    MaxSessionDuration: 3600,
  });
});

test('takes a name, a description and a longer session', () => {
  const maxSessionDuration = Duration.minutes(90);
  expect(roleOf({ roleName: 'github-ci', description: 'CI', maxSessionDuration })).toMatchObject({
    RoleName: 'github-ci',
    Description: 'CI',
    MaxSessionDuration: 5400,
  });
});

test('takes tokens for its name and session', () => {
  const stack = newStack();
  const { valueAsString: roleName } = new CfnParameter(stack, 'Name');
  const { valueAsNumber } = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  newPublisher({ roleName, maxSessionDuration: Duration.seconds(valueAsNumber) }, stack);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toMatchObject({
    RoleName: { Ref: 'Name' },
    MaxSessionDuration: { Ref: 'Seconds' },
  });
});

test.each([1, 4, 12])('takes a session of %i hours', (hours) => {
  expect(roleOf({ maxSessionDuration: Duration.hours(hours) }).MaxSessionDuration).toBe(hours * 3600);
});

test('takes frozen props', () => {
  const stack = newStack();
  const props: GitHubPublisherRoleProps = frozen({
    subjects: [GitHubSubject.branch('acme/app', 'main', ids)],
    repositories: [new ImageRepository(stack, 'App', { repositoryName: 'app' })],
    deploys: [EcsDeployment.named('web', 'web', { passRoles: ['tasks'] })],
    roleName: 'github-ci',
  });
  expect(() => new GitHubPublisherRole(stack, 'GitHub', props)).not.toThrow();
});

test('may do what it is granted elsewhere, in a policy of its own', () => {
  const stack = newStack();
  new Bucket(stack, 'Bucket').grantRead(newPublisher({}, stack));
  const { Roles: roles, PolicyDocument: document } = onlyProperties(stack, 'AWS::IAM::Policy');
  expect(roles).toEqual([{ Ref: expect.stringMatching(/^GitHubRole/) as string }]);
  expect(JSON.stringify(document)).toContain('s3:GetObject*');
  expect(JSON.stringify(policiesIn(stack))).not.toContain('s3:');
});

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

test('may log in, and push to its repository, by managed policies of its own', () => {
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

test('may deploy by a third policy', () => {
  const stack = newStack();
  newPublisher({ deploys: [EcsDeployment.named('web', 'web')] }, stack);
  const Resource = 'arn:aws:ecs:eu-west-1:123456789012:service/web/web';
  expect(policiesIn(stack)[2]).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ecs:UpdateService', Resource }],
  });
});
