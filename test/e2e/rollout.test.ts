import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { type ImageDeployment } from '../../lib/deployment/image-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { projectWith } from '../build/build-project';
import { synthesizedBuildspec } from '../build/build-run';
import { account, region } from '../synthesis';
import { type JsonObject } from './json';
import { localAwsEnvironment } from './local-aws';
import { MotoServer } from './moto-server';
import { preparePython } from './python-environment';
import { runCommand } from './run-command';
import { step } from './step';

const repository = `${account}.dkr.ecr.${region}.amazonaws.com/app`;
const role = `arn:aws:iam::${account}:role/runs`;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** A manifest with a config that differs by its name. */
function manifestOf(name: string): string {
  const blob = (text: string) => ({ size: 2, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` });
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  return JSON.stringify({ schemaVersion: 2, mediaType, config: blob(name), layers: [] });
}

describe('a rollout by the script of a build, to services of a local AWS', () => {
  let moto: MotoServer;
  let programs: string;
  let first: string;
  let second: string;
  const missing = `${repository}@sha256:${'0'.repeat(64)}`;

  const environment = () => ({
    ...localAwsEnvironment(moto.endpoint),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    PATH: `${programs}:${process.env.PATH}`,
  });
  const aws = async (...args: string[]): Promise<JsonObject> => {
    const { stdout } = await runCommand('aws', [...args, '--output', 'json'], { env: environment() });
    return (stdout === '' ? {} : JSON.parse(stdout)) as JsonObject;
  };
  const push = async (name: string): Promise<string> => {
    const args = ['--repository-name', 'app', '--image-tag', name, '--image-manifest', manifestOf(name)];
    const { image } = (await aws('ecr', 'put-image', ...args)) as { image: { imageId: { imageDigest: string } } };
    return `${repository}@${image.imageId.imageDigest}`;
  };

  /** Deploys an image as the build that deploys does at its end. */
  function rollOut(deploy: ImageDeployment, image: string) {
    const props = {
      deploys: [deploy],
      compatibility: ImageCompatibility.LAMBDA,
      timeout: Duration.hours(2),
    };
    const { Environment } = projectWith(props) as {
      Environment: { EnvironmentVariables: { Name: string; Value: string }[] };
    };
    const deployments = Environment.EnvironmentVariables.filter(({ Name }) => Name.startsWith('DEPLOYMENT_'));
    const script = synthesizedBuildspec(props).phases.build?.commands.at(-1) ?? '';
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: {
        ...environment(),
        ...Object.fromEntries(deployments.map(({ Name, Value }) => [Name, Value])),
        IMAGE_TAGS: 'new',
        IMAGE_URI_BY_DIGEST: image,
        ROLLOUT_POLL_SECONDS: '0',
      },
    });
    return { status, result: (stdout + stderr).trim().split('\n').at(-1) };
  }

  const service = async () => {
    const { services } = (await aws('ecs', 'describe-services', '--cluster', 'pizza', '--services', 'web')) as {
      services: [{ taskDefinition: string; deployments: { rolloutState: string }[] }];
    };
    const [{ taskDefinition, deployments }] = services;
    const args = ['--task-definition', taskDefinition, '--include', 'TAGS'];
    const { taskDefinition: definition, tags } = (await aws('ecs', 'describe-task-definition', ...args)) as {
      taskDefinition: { containerDefinitions: { name: string; image: string }[] };
      tags: unknown;
    };
    const images = Object.fromEntries(definition.containerDefinitions.map(({ name, image }) => [name, image]));
    return { images, tags, states: deployments.map(({ rolloutState }) => rolloutState) };
  };

  beforeAll(async () => {
    programs = join(await preparePython('aws'), '..');
    moto = await MotoServer.start(await preparePython('moto'), { MOTO_LAMBDA_STUB_ECR: 'false' });
    step('making a service and a function');
    await aws('ecr', 'create-repository', '--repository-name', 'app');
    first = await push('first');
    second = await push('second');
    await aws('iam', 'create-role', '--role-name', 'runs', '--assume-role-policy-document', trust);
    await aws('ecs', 'create-cluster', '--cluster-name', 'pizza');
    const containers = JSON.stringify([
      { name: 'web', image: first, memory: 128 },
      { name: 'log', image: first, memory: 128, essential: false },
    ]);
    const definition = ['--family', 'web', '--container-definitions', containers, '--tags', 'key=team,value=pizza'];
    await aws('ecs', 'register-task-definition', ...definition);
    const options = [
      '--cluster',
      'pizza',
      '--service-name',
      'web',
      '--task-definition',
      'web:1',
      '--desired-count',
      '1',
    ];
    await aws('ecs', 'create-service', ...options);
    const code = ['--package-type', 'Image', '--code', `ImageUri=${first}`, '--role', role];
    await aws('lambda', 'create-function', '--function-name', 'api', ...code);
    await aws('lambda', 'publish-version', '--function-name', 'api');
    const alias = ['--function-name', 'api', '--name', 'live', '--function-version', '1'];
    await aws('lambda', 'create-alias', ...alias);
  });

  afterAll(() => moto.stop());

  const deployment = EcsDeployment.named('pizza', 'web', { container: 'web', family: 'web' });

  it('the service runs the image in the named container, with the tags of its task definition', async () => {
    const { status, result } = rollOut(deployment, second);
    expect(result).toBe(
      `The service web of the cluster pizza runs ${second} in the container web, with the task definition web:2. 1 tasks run.`,
    );
    expect(status).toBe(0);
    expect(await service()).toEqual({
      images: { web: second, log: first },
      tags: [{ key: 'team', value: 'pizza' }],
      states: ['COMPLETED'],
    });
  });

  it('fails when ECS rolls an image back that it cannot pull, and the service runs the image from before', async () => {
    const { status, result } = rollOut(deployment, missing);
    expect(result).toMatch(
      /^The deployment ecs-svc\/2 of the service web failed: ECS deployment circuit breaker: tasks failed to start\. /,
    );
    expect(status).toBe(1);
    expect((await service()).images).toEqual({ web: second, log: first });
  });

  it('the function has the image in a new version, and the alias names it', async () => {
    const { status, result } = rollOut(LambdaDeployment.named('api', { alias: 'live' }), second);
    expect(result).toBe(`The function api runs ${second} as version 2, and as live.`);
    expect(status).toBe(0);
    const alias = await aws('lambda', 'get-alias', '--function-name', 'api', '--name', 'live');
    expect(alias.FunctionVersion).toBe('2');
    const { Code: code } = await aws('lambda', 'get-function', '--function-name', 'api', '--qualifier', 'live');
    expect((code as JsonObject).ImageUri).toBe(second);
  });

  it('fails and moves no alias when Lambda does not find the image', async () => {
    const { status, result } = rollOut(LambdaDeployment.named('api', { alias: 'live' }), missing);
    expect(result).toMatch(/^The function api could not get the image .*@sha256:0+: An error occurred \(/);
    expect(status).toBe(1);
    const alias = await aws('lambda', 'get-alias', '--function-name', 'api', '--name', 'live');
    expect(alias.FunctionVersion).toBe('2');
  });

  it('fails before it changes anything when the function has no such alias', () => {
    const { status, result } = rollOut(LambdaDeployment.named('api', { alias: 'next' }), first);
    expect(result).toBe("The function api has no alias next. Create it, or correct 'alias' of the deployment.");
    expect(status).toBe(1);
  });
});
