import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { ImageTag } from '../../lib/naming/image-tag';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { type ImageDeployment } from '../../lib/deployment/image-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { newPublisher, policiesIn } from '../github/publisher';
import { stepsIn } from '../github/workflow-lint';
import { isAllowed } from '../simulation';
import { account, newStack } from '../synthesis';
import { callsOfActions, commandsIn, requestsOf, type RolloutNames, type RolloutRequest } from './rollout-calls';

const principal = `arn:aws:sts::${account}:assumed-role/github-ci/run`;

/** The policies of a role that deploys, and the calls of its workflow. */
function workflowFor(deploy: ImageDeployment): { policies: object[]; commands: string[] } {
  const stack = newStack();
  const role = newPublisher({ roleName: 'github-ci', deploys: [deploy] }, stack);
  const tags = [ImageTag.commit(), ImageTag.fixed('latest')];
  const attestations = !(deploy instanceof LambdaDeployment);
  const steps = stepsIn(PublishWorkflow.of(role, { tags, attestations }).renderYaml());
  const ofActions = steps.flatMap(({ uses }) => callsOfActions[/\/([\w-]+)@/.exec(String(uses))?.[1] ?? ''] ?? []);
  const commands = [...new Set([...steps.flatMap(({ run }) => commandsIn(String(run))), ...ofActions])].sort();
  return { policies: policiesIn(stack), commands };
}

const may = (policies: object[], { action, resource, context = {} }: RolloutRequest) =>
  isAllowed({ principal, identityPolicies: policies, context }, { action, resource, account });

async function allowed(policies: object[], commands: readonly string[], names?: RolloutNames): Promise<string[]> {
  const requests = commands.flatMap((command) => requestsOf(command, names));
  const answers = await Promise.all(requests.map((request) => may(policies, request)));
  return requests.filter((_, index) => answers[index]).map(({ action, resource }) => `${action} ${resource}`);
}

const count = (commands: readonly string[]) => commands.flatMap((command) => requestsOf(command)).length;

test('a rollout to ECS may make all of its calls, and none about another service or role', async () => {
  const { policies, commands } = workflowFor(EcsDeployment.named('c', 's', { passRoles: ['tasks'] }));
  expect(commands).toEqual([
    'ecs describe-services',
    'ecs describe-task-definition',
    'ecs register-task-definition',
    'ecs update-service',
  ]);
  expect(await allowed(policies, commands)).toHaveLength(count(commands));
  const service = ['ecs describe-services', 'ecs update-service'];
  expect(await allowed(policies, service, { service: 'c/other' })).toEqual([]);
  expect(await allowed(policies, service, { service: 'other/s' })).toEqual([]);
  const roles = await allowed(policies, ['ecs register-task-definition'], { role: 'admin' });
  expect(roles.filter((request) => request.startsWith('iam:'))).toEqual([]);
});

test('a rollout passes a role to ECS tasks only, and tags only a new revision', async () => {
  const { policies } = workflowFor(EcsDeployment.named('c', 's', { passRoles: ['tasks'] }));
  const resource = `arn:aws:iam::${account}:role/tasks`;
  const pass = (service: string) =>
    may(policies, { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } });
  expect(await pass('ecs-tasks.amazonaws.com')).toBe(true);
  expect(await pass('lambda.amazonaws.com')).toBe(false);
  const [tag] = requestsOf('ecs register-task-definition').filter(({ action }) => action === 'ecs:TagResource');
  expect(tag && (await may(policies, tag))).toBe(true);
  expect(tag && (await may(policies, { ...tag, context: {} }))).toBe(false);
});

test('a rollout with a family registers revisions of that family only', async () => {
  const { policies } = workflowFor(EcsDeployment.named('c', 's', { family: 'f' }));
  const register = (family: string) => allowed(policies, ['ecs register-task-definition'], { family });
  expect(await register('f')).toHaveLength(2);
  expect(await register('f2')).toEqual([]);
});

test('a restart may make its calls, and register nothing', async () => {
  const { policies, commands } = workflowFor(EcsDeployment.restart('c', 's'));
  expect(commands).toEqual(['ecs describe-services', 'ecs update-service']);
  expect(await allowed(policies, commands)).toHaveLength(2);
  expect(await allowed(policies, ['ecs register-task-definition', 'ecs describe-task-definition'])).toEqual([]);
});

test('a rollout to Lambda may make all of its calls, for one function and one alias', async () => {
  const { policies, commands } = workflowFor(LambdaDeployment.named('f', { alias: 'live' }));
  expect(commands).toEqual([
    'lambda get-alias',
    'lambda get-function',
    'lambda publish-version',
    'lambda update-alias',
    'lambda update-function-code',
  ]);
  expect(await allowed(policies, commands)).toHaveLength(count(commands));
  expect(await allowed(policies, commands, { functionName: 'f2' })).toEqual([]);
  expect(await allowed(policies, ['lambda update-alias'], { alias: 'other' })).toHaveLength(1);
});

test('a rollout to Lambda without an alias may move none', async () => {
  const { policies } = workflowFor(LambdaDeployment.named('f'));
  expect(await allowed(policies, ['lambda publish-version'])).toHaveLength(1);
  expect(await allowed(policies, ['lambda get-alias', 'lambda update-alias'])).toEqual([]);
});
