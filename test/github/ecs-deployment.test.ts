import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EcsDeployment, type EcsDeploymentOptions } from '../../lib/github/ecs-deployment';
import { env, frozen, newApp, newStack } from '../synthesis';
import { newPublisher, policiesIn } from './publisher';

/** The statements of the policy to deploy by. */
function deployStatements(deploy: EcsDeployment | EcsDeployment[], stack = newStack()): unknown {
  newPublisher({ deploys: [deploy].flat() }, stack);
  return policiesIn(stack).at(-1)?.Statement;
}

const update = (service: string, region = 'eu-west-1') => ({
  Effect: 'Allow',
  Action: 'ecs:UpdateService',
  Resource: `arn:aws:ecs:${region}:123456789012:service/${service}`,
});
const pass = (Resource: unknown) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource,
  Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
});
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const arnOf = (start: string) => ({ 'Fn::GetAtt': [expect.stringMatching(start) as string, 'Arn'] });
const named = (options?: EcsDeploymentOptions) => EcsDeployment.named('web', 'api', options);

test('reaches one service, and passes no role', () => {
  expect(deployStatements(named())).toEqual([update('web/api')]);
});

test('reaches a service in another Region', () => {
  expect(deployStatements(named({ region: 'us-east-1' }))).toEqual([update('web/api', 'us-east-1')]);
});

test('passes roles by name and by ARN, to ECS tasks alone', () => {
  const passRoles = ['tasks', roleArn('team/execution')];
  expect(deployStatements(named(frozen({ passRoles })))).toEqual([
    update('web/api'),
    pass([roleArn('tasks'), roleArn('team/execution')].sort()),
  ]);
});

test('passes one role', () => {
  expect(deployStatements(named({ passRoles: ['tasks'] }))).toEqual([update('web/api'), pass(roleArn('tasks'))]);
});

test('takes tokens as names', () => {
  const stack = newStack();
  const { valueAsString: name } = new CfnParameter(stack, 'Name');
  const join = (arn: string) => ({ 'Fn::Join': ['', [arn, { Ref: 'Name' }]] });
  expect(deployStatements(EcsDeployment.named('web', name, { passRoles: [name] }), stack)).toEqual([
    { ...update(''), Resource: join('arn:aws:ecs:eu-west-1:123456789012:service/web/') },
    pass(join(roleArn(''))),
  ]);
});

const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');

test('passes a role of this stack by its ARN', () => {
  const stack = newStack();
  const { roleArn: arn } = new Role(stack, 'Tasks', { assumedBy });
  expect(deployStatements(named({ passRoles: [arn] }), stack)).toEqual([update('web/api'), pass(arnOf('^Tasks'))]);
});

test('passes a role of another stack by its ARN', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const { roleArn: arn } = new Role(new Stack(app, 'Other', { env }), 'Tasks', { assumedBy });
  const statements = deployStatements(named({ passRoles: [arn] }), stack);
  expect(statements).toMatchObject([{}, { Resource: { 'Fn::GetStackOutput': { StackName: 'Other' } } }]);
});

test('passes a role of another account by its ARN', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const there = new Stack(app, 'There', { env: { ...env, account: '999999999999' } });
  const { roleArn: arn } = new Role(there, 'Tasks', { assumedBy, roleName: 'tasks' });
  const theirs = roleArn('tasks').replace('123456789012', '999999999999');
  expect(deployStatements(named({ passRoles: [arn] }), stack)).toEqual([update('web/api'), pass(theirs)]);
});

function newService(stack: Stack, image: ContainerImage): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Container', { image });
  return new FargateService(stack, 'Service', { cluster: new Cluster(stack, 'Cluster'), taskDefinition });
}

test('reaches a service of the app, and passes the role of its tasks', () => {
  const stack = newStack();
  const service = newService(stack, ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'));
  expect(deployStatements(EcsDeployment.toService(service), stack)).toEqual([
    { ...update(''), Resource: { Ref: expect.stringMatching(/^Service/) as string } },
    pass(arnOf('^TaskTaskRole')),
  ]);
});

test('passes the role that starts the tasks of a service of the app', () => {
  const stack = newStack();
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Container', { image: ContainerImage.fromRegistry('nginx') });
  taskDefinition.obtainExecutionRole();
  const service = new FargateService(stack, 'Service', { cluster: new Cluster(stack, 'Cluster'), taskDefinition });
  expect(deployStatements(EcsDeployment.toService(service), stack)).toEqual([
    expect.anything(),
    pass([arnOf('^TaskExecutionRole'), arnOf('^TaskTaskRole')]),
  ]);
});

test('reaches several services, each as named', () => {
  const deploys = [named({ passRoles: ['a'] }), EcsDeployment.named('web', 'jobs', { passRoles: ['b'] })];
  const stack = newStack();
  expect(deployStatements(deploys, stack)).toEqual([
    { ...update(''), Resource: [update('web/api').Resource, update('web/jobs').Resource] },
    pass([roleArn('a'), roleArn('b')]),
  ]);
});

test('serves in several apps', () => {
  const deploy = named();
  const stacks = [newStack(), new Stack(newApp(), 'Stack', { env: { ...env, region: 'us-east-1' } })];
  expect(stacks.map((stack) => deployStatements(deploy, stack))).toEqual([
    [update('web/api')],
    [update('web/api', 'us-east-1')],
  ]);
});
