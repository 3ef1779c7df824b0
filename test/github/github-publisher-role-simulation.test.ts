import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { newStack } from '../synthesis';
import { newPublisher, policiesIn, repositoryArn } from './publisher';
import { may } from './simulation';

const stack = newStack();
newPublisher({ deploys: [EcsDeployment.named('web', 'api', { passRoles: ['tasks'] })] }, stack);
const policies = policiesIn(stack);

const pushSequence = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:BatchGetImage',
  'ecr:PutImage',
];

test('may log in', async () => {
  expect(await may(policies, 'ecr:GetAuthorizationToken', '*')).toBe(true);
});

test.each(pushSequence)('may %s on its repository and on no other', async (action) => {
  expect(await may(policies, action, repositoryArn('app'))).toBe(true);
  for (const name of ['other', 'app-evil', 'app/nested', 'team/app']) {
    expect(await may(policies, action, repositoryArn(name))).toBe(false);
  }
  expect(await may(policies, action, repositoryArn('app').replace('eu-west-1', 'us-east-1'))).toBe(false);
  expect(await may(policies, action, repositoryArn('app').replace('123456789012', '999999999999'))).toBe(false);
});

test.each([
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchDeleteImage',
  'ecr:DeleteRepository',
  'ecr:SetRepositoryPolicy',
  'ecr:PutLifecyclePolicy',
  'ecr:PutImageTagMutability',
])('may not %s on its repository, to which it may push', async (action) => {
  expect(await may(policies, action, repositoryArn('app'))).toBe(false);
  expect(await may(policies, 'ecr:PutImage', repositoryArn('app'))).toBe(true);
});

const service = (name: string, region = 'eu-west-1') => `arn:aws:ecs:${region}:123456789012:service/${name}`;

test('may deploy to its service', async () => {
  expect(await may(policies, 'ecs:UpdateService', service('web/api'))).toBe(true);
});

test.each([
  ['update another service', 'ecs:UpdateService', service('web/jobs')],
  ['update a service that starts like it', 'ecs:UpdateService', service('web/api-evil')],
  ['update that service in another cluster', 'ecs:UpdateService', service('other/api')],
  ['update that service in another Region', 'ecs:UpdateService', service('web/api', 'us-east-1')],
  ['delete its service', 'ecs:DeleteService', service('web/api')],
])('may not %s', async (_, action, resource) => {
  expect(await may(policies, action, resource)).toBe(false);
  expect(await may(policies, 'ecs:UpdateService', service('web/api'))).toBe(true);
});

const tasks = 'arn:aws:iam::123456789012:role/tasks';
const toTasks = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };

test('may pass the role of the tasks to ECS tasks', async () => {
  expect(await may(policies, 'iam:PassRole', tasks, toTasks)).toBe(true);
});

test.each<[string, string, Record<string, string>]>([
  ['another role', 'arn:aws:iam::123456789012:role/admin', toTasks],
  ['a role that starts like it', `${tasks}-admin`, toTasks],
  ['that role to another service', tasks, { 'iam:PassedToService': 'lambda.amazonaws.com' }],
  ['that role to nobody in particular', tasks, {}],
])('may not pass %s', async (_, role, context) => {
  expect(await may(policies, 'iam:PassRole', role, context)).toBe(false);
  expect(await may(policies, 'iam:PassRole', tasks, toTasks)).toBe(true);
});

test('may pass no role by default', async () => {
  const plain = newStack();
  newPublisher({ deploys: [EcsDeployment.named('web', 'api')] }, plain);
  expect(await may(policiesIn(plain), 'iam:PassRole', tasks, toTasks)).toBe(false);
  expect(await may(policiesIn(plain), 'ecs:UpdateService', service('web/api'))).toBe(true);
});

test('may deploy nothing by default', async () => {
  const plain = newStack();
  newPublisher({}, plain);
  expect(await may(policiesIn(plain), 'ecs:UpdateService', service('web/api'))).toBe(false);
  expect(await may(policiesIn(plain), 'ecr:PutImage', repositoryArn('app'))).toBe(true);
});
