import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageTag } from '../../lib/naming/image-tag';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { statementsIn } from '../deployment/deploy-statements';
import { commandsIn, requestsOf } from '../deployment/rollout-calls';
import { definitionWith, registered, serviceWith, updated, web } from '../deployment/ecs-answers';
import { isAllowed } from '../simulation';
import { account, newStack } from '../synthesis';
import { projectWith } from './build-project';
import { digestOf, runBuild, synthesizedBuildspec, uri } from './build-run';

const deploys = [EcsDeployment.named('pizza', 'web')];
const rollOutScript = join(__dirname, '../../lib/build/buildspec/roll-out-image.sh');
const image = `${uri}@${digestOf('an image')}`;
const json = (value: object) => JSON.stringify(value);

/** The answers of ECS before and after the deployment `ecs-svc/2`, in which the container has an image. */
const answers = (containerImage: string, state = 'COMPLETED') => ({
  'describe-services': json(
    serviceWith([{ id: 'ecs-svc/2', revision: 8, rolloutState: state, rolloutStateReason: 'why' }]),
  ),
  'describe-task-definition': json(definitionWith([{ ...web, image: containerImage }], {}, 8)),
  'register-task-definition': json(registered),
  'update-service': json(updated),
});

test('a build deploys its image by digest after it is published', () => {
  const { succeeded, calls, log } = runBuild({ props: { deploys }, answers: answers(image) });
  expect(log).toContain(
    `\nThe service web of the cluster pizza runs ${image} in the container web, with the task definition web:8.`,
  );
  expect(succeeded).toBe(true);
  expect(calls.filter(([, service]) => service === 'ecs').map(([, , command]) => command)).toEqual([
    'describe-services',
    'describe-task-definition',
    'register-task-definition',
    'update-service',
    'describe-services',
    'describe-task-definition',
  ]);
});

test('a build fails if the deployment does, and the image stays published', () => {
  const { succeeded, log, exported } = runBuild({ props: { deploys }, answers: answers(image, 'FAILED') });
  expect(log).toContain('The deployment ecs-svc/2 of the service web failed: why.');
  expect(exported.IMAGE_URI_BY_DIGEST).toBe(image);
  expect(succeeded).toBe(false);
});

test('the exported address of the image is still the one with the tag', () => {
  const { exported } = runBuild({ props: { deploys }, answers: answers(image) });
  expect(exported.IMAGE_URI).toMatch(/:[0-9a-f]{40}$/);
});

test('the image of one platform among several is not deployed', () => {
  const { succeeded, calls } = runBuild({
    props: { deploys, platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] },
    variables: { PUSH_BY_DIGEST: 'true', CODEBUILD_BATCH_BUILD_IDENTIFIER: 'linux_amd64' },
  });
  expect(calls.filter(([, service]) => service === 'ecs')).toEqual([]);
  expect(succeeded).toBe(true);
});

test('a build without deployments has no script for them', () => {
  expect(JSON.stringify(synthesizedBuildspec())).not.toContain('roll_out');
});

test('the role of the builds may make all calls of the script, for the named service', async () => {
  const stack = newStack();
  projectWith({ deploys: [EcsDeployment.named('c', 's', { passRoles: ['tasks'] })] }, stack);
  const { phases } = synthesizedBuildspec({ deploys });
  const commands = commandsIn(phases.build?.commands.at(-1) ?? '').filter((command) => command.startsWith('ecs '));
  expect(commands.sort()).toEqual([
    'ecs describe-services',
    'ecs describe-task-definition',
    'ecs register-task-definition',
    'ecs update-service',
  ]);
  const principal = `arn:aws:sts::${account}:assumed-role/build/run`;
  const statements = [...statementsIn(stack, 'Deploy images'), ...statementsIn(stack, 'Read task definitions')];
  const caller = { principal, identityPolicies: [{ Version: '2012-10-17', Statement: statements }] };
  for (const { action, resource, context = {} } of commands.flatMap((command) => requestsOf(command))) {
    expect(await isAllowed({ ...caller, context }, { action, resource, account })).toBe(true);
  }
  const [other] = requestsOf('ecs update-service', { service: 'c/other' });
  expect(other && (await isAllowed(caller, { ...other, account }))).toBe(false);
});

test.each<[string, Partial<ImageBuildProjectProps>, string]>([
  [
    'a restart brings in no image, since no tag moves',
    { deploys: [EcsDeployment.restart('pizza', 'web')] },
    "`deploys[0]` must not restart a service if no tag of the image moves, got 'pizza/web'. Its tasks would start with the image " +
      "from before. Add a tag that moves, such as ImageTag.fixed('latest'), or use EcsDeployment.named().",
  ],
  [
    'Lambda would not accept the image',
    { deploys: [...deploys, LambdaDeployment.named('api')] },
    '`deploys[1]` must not be a Lambda function, since Lambda does not accept the image. Set `compatibility: ' +
      'ImageCompatibility.LAMBDA`.',
  ],
  [
    'the deployments may take longer than the build',
    { deploys: [...deploys, EcsDeployment.named('pizza', 'jobs')], timeout: Duration.hours(1) },
    '`deploys` must end before the build does, got 60 minutes for all deployments and 60 minutes for the build. Raise `timeout` of ' +
      'the build, or lower that of the deployments.',
  ],
])('fails when %s', (_, props, problem) => {
  expect(() => projectWith(props)).toThrow(new Error(problem));
});

test('a restart is accepted with a tag that moves, and Lambda with its format', () => {
  const tags = [ImageTag.commit(), ImageTag.fixed('latest')];
  expect(() => projectWith({ tags, deploys: [EcsDeployment.restart('pizza', 'web')] })).not.toThrow();
  const compatibility = ImageCompatibility.LAMBDA;
  expect(() => projectWith({ compatibility, deploys: [LambdaDeployment.named('api')] })).not.toThrow();
});

test('an image is not deployed if a tag of its build stayed at a newer image', () => {
  const { phases } = synthesizedBuildspec({ deploys });
  const script = `roll_out() { echo "deployed $1"; }\n${readFileSync(rollOutScript, 'utf8')}`;
  expect(phases.build?.commands.at(-1)).toContain('stayed at a newer image');
  const run = (IMAGE_TAGS: string) =>
    spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      encoding: 'utf8',
      env: {
        PATH: '/usr/bin:/bin',
        MOVING_TAGS: 'latest',
        IMAGE_TAGS,
        IMAGE_URI_BY_DIGEST: image,
        DEPLOYMENT_00: '{}',
      },
    }).stdout.trim();
  expect(run('abc latest')).toBe('deployed {}');
  expect(run('abc')).toBe(`The tag latest stayed at a newer image, so ${image} is not deployed`);
});
