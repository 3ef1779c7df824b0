import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { type EcsDeploymentOptions } from '../../lib/deployment/ecs-deployment-options';
import { env, frozen, newApp, newStack } from '../synthesis';
import {
  arnOf,
  deployStatements,
  pass,
  register,
  roleArn,
  serviceArn,
  statementsIn,
  update,
} from './deploy-statements';

const named = (options?: EcsDeploymentOptions) => EcsDeployment.named('web', 'api', options);

test('reaches one service, and passes no role', () => {
  expect(deployStatements(named())).toEqual([update(serviceArn('web/api')), ...register()]);
});

test('reads task definitions by a separate policy, since IAM accepts only all of them', () => {
  const stack = newStack();
  deployStatements(named(), stack);
  expect(statementsIn(stack, 'Read task definitions')).toEqual([
    { Effect: 'Allow', Action: 'ecs:DescribeTaskDefinition', Resource: '*' },
  ]);
});

test('registers revisions of one family only, if it is known', () => {
  expect(deployStatements(named({ family: 'web' }))).toEqual([update(serviceArn('web/api')), ...register('web:*')]);
});

test('a restart neither registers nor reads a task definition', () => {
  const stack = newStack();
  expect(deployStatements(EcsDeployment.restart('web', 'api', { region: 'us-east-1' }), stack)).toEqual([
    update(serviceArn('web/api', 'us-east-1')),
  ]);
  expect(statementsIn(stack, 'Read task definitions')).toEqual([]);
});

test('reaches a service in another Region', () => {
  expect(deployStatements(named({ region: 'us-east-1' }))).toEqual([
    update(serviceArn('web/api', 'us-east-1')),
    ...register('*', 'us-east-1'),
  ]);
});

test('passes roles by name and by ARN, to ECS tasks alone', () => {
  const passRoles = ['tasks', roleArn('team/execution')];
  expect(deployStatements(named(frozen({ passRoles })))).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass([roleArn('tasks'), roleArn('team/execution')].sort()),
  ]);
});

test('passes one role', () => {
  expect(deployStatements(named({ passRoles: ['tasks'] }))).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass(roleArn('tasks')),
  ]);
});

test('takes tokens as names', () => {
  const stack = newStack();
  const { valueAsString: name } = new CfnParameter(stack, 'Name');
  const join = (arn: string) => ({ 'Fn::Join': ['', [arn, { Ref: 'Name' }]] });
  expect(deployStatements(EcsDeployment.named('web', name, { passRoles: [name] }), stack)).toEqual([
    update(join(serviceArn('web/'))),
    ...register(),
    pass(join(roleArn(''))),
  ]);
});

const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');

test('passes a role of this stack by its ARN', () => {
  const stack = newStack();
  const { roleArn: arn } = new Role(stack, 'Tasks', { assumedBy });
  expect(deployStatements(named({ passRoles: [arn] }), stack)).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass(arnOf('^Tasks')),
  ]);
});

test('passes a role of this stack by its name', () => {
  const stack = newStack();
  const { roleName } = new Role(stack, 'Tasks', { assumedBy });
  const Resource = { 'Fn::Join': ['', [roleArn(''), { Ref: expect.stringMatching(/^Tasks/) as string }]] };
  expect(deployStatements(named({ passRoles: [roleName] }), stack)).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass(Resource),
  ]);
});

test('passes a role by the name in an ARN', () => {
  const stack = newStack();
  const { roleArn: arn } = new Role(stack, 'Tasks', { assumedBy });
  const name = Fn.select(1, Fn.split('/', arn));
  const select = { 'Fn::Select': [1, { 'Fn::Split': ['/', arnOf('^Tasks')] }] };
  expect(deployStatements(named({ passRoles: [name] }), stack)).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass({ 'Fn::Join': ['', [roleArn(''), select]] }),
  ]);
});

test('passes a role of another stack by its ARN', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const { roleArn: arn } = new Role(new Stack(app, 'Other', { env }), 'Tasks', { assumedBy });
  const statements = deployStatements(named({ passRoles: [arn] }), stack);
  expect(statements).toMatchObject([{}, {}, {}, { Resource: { 'Fn::GetStackOutput': { StackName: 'Other' } } }]);
});

test('passes a role of another account by its ARN', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const there = new Stack(app, 'There', { env: { ...env, account: '999999999999' } });
  const { roleArn: arn } = new Role(there, 'Tasks', { assumedBy, roleName: 'tasks' });
  const theirs = roleArn('tasks').replace('123456789012', '999999999999');
  expect(deployStatements(named({ passRoles: [arn] }), stack)).toEqual([
    update(serviceArn('web/api')),
    ...register(),
    pass(theirs),
  ]);
});

test('reaches several services, each as named', () => {
  const deploys = [named({ passRoles: ['a'] }), EcsDeployment.named('web', 'jobs', { passRoles: ['b'] })];
  const stack = newStack();
  expect(deployStatements(deploys, stack)).toEqual([
    update([serviceArn('web/api'), serviceArn('web/jobs')]),
    ...register(),
    pass([roleArn('a'), roleArn('b')]),
  ]);
});

test('serves in several apps', () => {
  const deploy = named();
  const stacks = [newStack(), new Stack(newApp(), 'Stack', { env: { ...env, region: 'us-east-1' } })];
  expect(stacks.map((stack) => deployStatements(deploy, stack))).toEqual([
    [update(serviceArn('web/api')), ...register()],
    [update(serviceArn('web/api', 'us-east-1')), ...register('*', 'us-east-1')],
  ]);
});
