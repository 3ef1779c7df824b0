import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollOut } from '../../lib/deployment/scripts';
import {
  before,
  definitionWith,
  type Deployment,
  image,
  newDefinition,
  ours,
  proxy,
  registered,
  rolloutVariables,
  serviceWith,
  updated,
  web,
} from './ecs-answers';
import { type Answers, runRollout } from './rollout-machine';

const messages = readFileSync(join(__dirname, '../../lib/build/buildspec/messages.sh'), 'utf8');

/** A rollout in CodeBuild. The answers are those of a rollout that succeeds, unless they are given. */
function run(given: Partial<Answers> = {}, variables: Record<string, string> = {}) {
  const { IMAGE_URI, ...deployment } = { ROLLOUT_KIND: 'ecs', ...rolloutVariables, ...variables };
  const answers = {
    'describe-services': [
      serviceWith(),
      serviceWith([{ ...ours, rolloutState: 'IN_PROGRESS' }, before]),
      serviceWith([ours]),
    ],
    'describe-task-definition': [definitionWith(), newDefinition],
    'register-task-definition': [registered],
    'update-service': [updated],
    ...given,
  };
  const script = [messages, ...rollOut, 'roll_out "$DEPLOYMENT_JSON"'].join('\n');
  return runRollout(script, { IMAGE_URI, DEPLOYMENT_JSON: JSON.stringify(deployment) }, answers);
}

/** The service after the update, in the order of the polls. */
const after = (...polls: readonly Deployment[][]): Partial<Answers> => ({
  'describe-services': [serviceWith(), ...polls.map((deployments) => serviceWith(deployments))],
});
const steady = 'ECS says: (service web) has reached a steady state.';

test('registers the image by digest, updates the service and waits for this deployment', () => {
  const { status, changes, result, summary, registered: input } = run();
  expect(result).toBe(
    `The service web of the cluster pizza runs ${image} in the container web, with the task definition web:8. 2 tasks run.`,
  );
  expect(summary).toBe(result);
  expect(status).toBe(0);
  expect(changes.map(([, command, ...options]) => [command, ...options])).toEqual([
    [
      'register-task-definition',
      '--cli-input-json',
      expect.stringMatching(/^file:/),
      '--region',
      'eu-west-1',
      '--output',
      'json',
    ],
    [
      ...['update-service', '--cluster', 'pizza', '--service', 'web', '--task-definition'],
      ...['arn:aws:ecs:eu-west-1:123456789012:task-definition/web:8', '--region', 'eu-west-1', '--output', 'json'],
    ],
  ]);
  expect(input).toEqual({
    family: 'web',
    containerDefinitions: [{ ...web, image }],
    cpu: '256',
    tags: [{ key: 'team', value: 'pizza' }],
  });
});

test.each<[string, Deployment[][], string]>([
  [
    'ECS rolls it back, and the failed deployment is still there',
    [
      [
        {
          ...before,
          id: 'ecs-svc/3',
          rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
        },
        {
          ...ours,
          rolloutState: 'FAILED',
          rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        },
      ],
    ],
    'The deployment ecs-svc/2 of the service web failed: ECS deployment circuit breaker: tasks failed to start. ',
  ],
  [
    'ECS rolled it back, and the service is stable again',
    [
      [
        {
          ...before,
          id: 'ecs-svc/3',
          rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
        },
      ],
    ],
    'The deployment ecs-svc/2 of the service web was rolled back: ecs-svc/3 is there now. ECS deployment circuit breaker: rolling ' +
      'back to deploymentId ecs-svc/1. ',
  ],
  [
    'it fails without a rollback',
    [
      [
        {
          ...ours,
          rolloutState: 'FAILED',
          rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        },
        before,
      ],
    ],
    'The deployment ecs-svc/2 of the service web failed: ECS deployment circuit breaker: tasks failed to start. ',
  ],
  [
    'another deployment replaces it',
    [[{ id: 'ecs-svc/3', revision: 9, rolloutState: 'IN_PROGRESS' }, { ...ours, rolloutState: 'IN_PROGRESS' }, before]],
    'The deployment ecs-svc/2 of the service web was replaced or rolled back: ecs-svc/3 is there now. The image of this run does ' +
      'not run. ',
  ],
  [
    'another deployment has replaced it, and the service is stable',
    [[{ id: 'ecs-svc/3', revision: 9 }]],
    'The deployment ecs-svc/2 of the service web was replaced or rolled back: ecs-svc/3 is there now. The image of this run does ' +
      'not run. ',
  ],
  [
    'it was complete and is replaced already',
    [[{ id: 'ecs-svc/3', revision: 9, rolloutState: 'IN_PROGRESS' }, ours]],
    'The deployment ecs-svc/2 of the service web was replaced or rolled back: ecs-svc/3 is there now. The image of this run does ' +
      'not run. ',
  ],
])('fails when %s', (_, polls, reason) => {
  const { status, result } = run(after(...polls));
  expect(result).toBe(reason + steady);
  expect(status).toBe(1);
});

test('fails when it is not complete in time', () => {
  const answers = after([{ ...ours, rolloutState: 'IN_PROGRESS', runningCount: 0 }, before]);
  const { status, result } = run(answers, { ROLLOUT_MINUTES: '0' });
  expect(result).toBe('The deployment ecs-svc/2 of the service web is not complete after 0 minutes. ECS continues it.');
  expect(status).toBe(1);
});

test('waits until all tasks run behind a Classic Load Balancer, for which ECS reports no state', () => {
  const open = { ...ours, rolloutState: undefined };
  expect(run(after([{ ...open, runningCount: 1 }, before], [{ ...open, runningCount: 1 }], [open])).status).toBe(0);
  expect(run(after([{ ...open, runningCount: 1 }, before]), { ROLLOUT_MINUTES: '0' }).status).toBe(1);
});

test('a first answer without the new deployment is old, and is read again', () => {
  expect(run(after([before], [ours])).status).toBe(0);
});

test('fails when the service has another digest at the end', () => {
  const other = definitionWith([{ ...web, image: image.replace(/b{64}/, 'c'.repeat(64)) }], {}, 8);
  const { status, result } = run({ 'describe-task-definition': [definitionWith(), other] });
  expect(result).toBe(
    `The container web of the service web has ${image.replace(/b{64}/, 'c'.repeat(64))}, not ${image}.`,
  );
  expect(status).toBe(1);
});

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

test.each<[string, Partial<Answers>, Record<string, string>, string]>([
  [
    'there is no such service',
    { 'describe-services': [{ services: [], failures: [{ reason: 'MISSING' }] }] },
    {},
    'There is no active service web in the cluster pizza in eu-west-1. Its status is MISSING.',
  ],
  [
    'the service was deleted',
    { 'describe-services': [serviceWith([], { status: 'INACTIVE' })] },
    {},
    'There is no active service web in the cluster pizza in eu-west-1. Its status is INACTIVE.',
  ],
  [
    'CodeDeploy deploys the service',
    { 'describe-services': [serviceWith([{}], { deploymentController: { type: 'CODE_DEPLOY' } })] },
    {},
    'The service web is deployed by CODE_DEPLOY. A rollout needs a service that ECS itself deploys.',
  ],
  [
    'the service is of another family',
    {},
    { ECS_FAMILY: 'api' },
    "The service web runs the task definition web, not api. Correct 'family' of the deployment.",
  ],
  [
    'there is no such container',
    { 'describe-task-definition': [definitionWith([web, proxy])] },
    { ECS_CONTAINER: 'app' },
    "The task definition web:7 has no container app. It has web, proxy. Correct 'container' of the deployment.",
  ],
  [
    'several containers could get the image',
    { 'describe-task-definition': [definitionWith([proxy, { ...proxy, name: 'agent' }])] },
    {},
    "The task definition web:7 has several containers, proxy, agent. Name one as 'container' of the deployment.",
  ],
  [
    'the role may pass no role',
    { 'describe-task-definition': [definitionWith([web], { taskRoleArn: role('tasks') })] },
    {},
    `The task definition web:7 has the role ${role('tasks')}, which this role may not pass. Add it to 'passRoles' of the deployment.`,
  ],
  [
    'the role may pass another role only',
    {
      'describe-task-definition': [
        definitionWith([web], { taskRoleArn: role('tasks'), executionRoleArn: role('execution') }),
      ],
    },
    { ECS_PASS_ROLES: role('tasks') },
    `The task definition web:7 has the role ${role('execution')}, which this role may not pass. Add it to 'passRoles' of the deployment.`,
  ],
  [
    'the service cannot be read',
    { 'describe-services': [{ error: '\nAn error occurred (AccessDeniedException): not authorized\n' }] },
    {},
    'The service web of the cluster pizza cannot be read: An error occurred (AccessDeniedException): not authorized',
  ],
])('fails before it changes anything when %s', (_, answers, variables, problem) => {
  const { status, result, changes } = run(answers, variables);
  expect(result).toBe(problem);
  expect(changes).toEqual([]);
  expect(status).toBe(1);
});

test('passes the roles that it may pass', () => {
  const roles = { taskRoleArn: role('tasks'), executionRoleArn: role('execution') };
  const answers = { 'describe-task-definition': [definitionWith([web], roles), newDefinition] };
  expect(run(answers, { ECS_PASS_ROLES: `${role('execution')} ${role('tasks')}` }).status).toBe(0);
});

test('fails with the remedy when IAM refuses to pass a role', () => {
  const error = `An error occurred (AccessDeniedException): not authorized to perform: iam:PassRole on ${role('tasks')}`;
  const { status, result, changes } = run({ 'register-task-definition': [{ error }] }, { ECS_PASS_ROLES: 'unknown' });
  expect(result).toBe(
    `This role may not pass a role of the task definition. Add it to 'passRoles' of the deployment. ${error}`,
  );
  expect(changes.map(([, command]) => command)).toEqual(['register-task-definition']);
  expect(status).toBe(1);
});

test.each<[string, Record<string, string>, object[], string]>([
  ['the one that is named', { ECS_CONTAINER: 'proxy' }, [web, proxy], 'proxy'],
  ['the only one of the repository', {}, [proxy, { ...web, name: 'app' }], 'app'],
  ['the only one of the repository, by digest', {}, [proxy, { name: 'app', image }], 'app'],
  ['the one with the name of the service', {}, [proxy, { ...proxy, name: 'web' }], 'web'],
  [
    'the only essential one',
    {},
    [
      { ...proxy, name: 'app' },
      { ...proxy, essential: false },
    ],
    'app',
  ],
  ['the only one, whose image is a placeholder', {}, [{ ...proxy, name: 'app' }], 'app'],
])('the container that gets the image is %s', (_, variables, containers, chosen) => {
  const { registered: input } = run({ 'describe-task-definition': [definitionWith(containers)] }, variables);
  const { containerDefinitions } = input as { containerDefinitions: { name: string; image: string }[] };
  expect(containerDefinitions.filter((container) => container.image === image).map(({ name }) => name)).toEqual([
    chosen,
  ]);
});

test('a poll that is throttled is repeated', () => {
  const throttled = { error: 'An error occurred (ThrottlingException): Rate exceeded' };
  expect(run({ 'describe-services': [serviceWith(), throttled, throttled, serviceWith([ours])] }).status).toBe(0);
});

test('fails when the service cannot be read any more', () => {
  const throttled = { error: 'An error occurred (ThrottlingException): Rate exceeded' };
  const { status, result, calls } = run({ 'describe-services': [serviceWith(), throttled] });
  expect(result).toBe(
    'The service web cannot be read, so the end of the deployment is not known: An error occurred (ThrottlingException): Rate exceeded',
  );
  expect(calls.filter(([, command]) => command === 'describe-services')).toHaveLength(6);
  expect(status).toBe(1);
});

test('a restart starts the same task definition again, and follows that deployment', () => {
  const { status, result, changes } = run(
    { 'describe-services': [serviceWith([{ ...ours, revision: 7 }])] },
    { ROLLOUT_KIND: 'ecs-restart' },
  );
  expect(result).toBe('The service web of the cluster pizza was restarted, with the task definition web:7.');
  expect(changes).toEqual([
    [
      ...['ecs', 'update-service', '--cluster', 'pizza', '--service', 'web', '--force-new-deployment'],
      ...['--region', 'eu-west-1', '--output', 'json'],
    ],
  ]);
  expect(status).toBe(0);
});

test('a restart fails when ECS rolls it back', () => {
  const back = { ...before, id: 'ecs-svc/3', rolloutStateReason: 'rolling back to deploymentId ecs-svc/1' };
  const { status, result } = run({ 'describe-services': [serviceWith([back])] }, { ROLLOUT_KIND: 'ecs-restart' });
  expect(result).toBe(
    `The deployment ecs-svc/2 of the service web was rolled back: ecs-svc/3 is there now. rolling back to deploymentId ecs-svc/1. ${steady}`,
  );
  expect(status).toBe(1);
});

test('no value of a deployment becomes a command', () => {
  const evil = '$(touch pwned)`touch pwned`"; touch pwned; "';
  const { result } = run({ 'describe-services': [{ services: [] }] }, { ECS_SERVICE: evil });
  expect(result).toBe(`There is no active service ${evil} in the cluster pizza in eu-west-1. Its status is MISSING.`);
});
