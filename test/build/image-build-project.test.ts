import { Duration, Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newApp, newStack, onlyProperties, region } from '../synthesis';
import { addProject, projectName, projectType, projectWith, repositoryArn, statementsWith } from './build-project';

test('the role may push to this repository and write to this log group, and nothing else but read its source', () => {
  const stack = newStack();
  const [push, logs, ...source] = statementsWith({}, stack);
  expect(push).toEqual({
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
    Resource: repositoryArn,
  });
  const { LogsConfig: config } = onlyProperties(stack, projectType);
  const { Ref: group } = (config as { CloudWatchLogs: { GroupName: { Ref: string } } }).CloudWatchLogs.GroupName;
  expect(logs).toEqual({
    Sid: 'WriteLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: { 'Fn::GetAtt': [group, 'Arn'] },
  });
  expect(source.map(({ Action: action }) => action as unknown)).toEqual([
    ['codeconnections:GetConnection', 'codeconnections:GetConnectionToken'],
  ]);
});

test('a repository of another stack needs no export from it', () => {
  const app = newApp();
  const env = { account, region };
  const repository = new ImageRepository(new Stack(app, 'Registry', { env }), 'Service', { repositoryName: 'app' });
  const [push] = statementsWith({ repository }, new Stack(app, 'Builds', { env }));
  expect(push?.Resource).toBe(`arn:aws:ecr:${region}:${account}:repository/app`);
});

test.each<[string, Duration | undefined, number]>([
  ['after an hour, unless told', undefined, 60],
  ['after 5 minutes at least', Duration.seconds(300), 5],
  ['after 36 hours at most', Duration.hours(36), 2160],
])('the build is stopped %s', (_, timeout, minutes) => {
  expect(projectWith({ timeout }).TimeoutInMinutes).toBe(minutes);
});

test('the project has the name that it is given', () => {
  expect(projectWith().Name).toBe(projectName);
});

test('a project without a given name has a name from its path, of at most 100 characters', () => {
  const stack = newStack();
  addProject(stack, { projectName: undefined });
  expect(onlyProperties(stack, projectType).Name).toMatch(/^Stack-Build-[0-9A-F]{8}$/);
  const long = new Stack(newApp(), 'Long'.repeat(30), { stackName: 'short' });
  addProject(long, { projectName: undefined });
  expect(onlyProperties(long, projectType).Name).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{1,99}$/);
});

test('the project publishes only its image, and does not publish its builds', () => {
  const project = projectWith();
  expect(project).toMatchObject({ Artifacts: { Type: 'NO_ARTIFACTS' }, Cache: { Type: 'NO_CACHE' } });
  expect([project.Visibility, project.BadgeEnabled]).toEqual([undefined, undefined]);
});
