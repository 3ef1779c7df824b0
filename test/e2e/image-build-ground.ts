import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder } from './cdk';
import { runCdk } from './cdk-cli';
import { EcrApi } from './ecr-api';
import * as names from './image-build-names';
import { type JsonObject } from './json';
import { cleanEnvironment } from './clean-environment';
import { localAwsEnvironment } from './local-aws';
import { MotoServer } from './moto-server';
import { projectFolder } from './places';
import { preparePython } from './python-environment';
import { type BuildEngine, startBuildEngine } from './registry-ground/build-engine';
import { pushBuilderImages } from './registry-ground/builder-images';
import { LocalCodeBuild } from './registry-ground/codebuild';
import { askMoto } from './registry-ground/moto-request';
import { RegistryReader } from './registry-ground/pulled-image';
import { type LocalRegistries, makeRepository, registryPassword, startRegistries } from './registry-ground/registry';
import { runCommand } from './run-command';
import { step } from './step';

/** All that an image build touches: a local AWS with the app deployed, its registry, and machines that build. */
export class ImageBuildGround {
  public static async start(app: string): Promise<ImageBuildGround> {
    const aws = await MotoServer.start(await preparePython('moto'));
    let registries: LocalRegistries | undefined;
    let engine: BuildEngine | undefined;
    let ecr: EcrApi | undefined;
    try {
      registries = await startRegistries(aws.endpoint, [names.place], undefined, [
        names.otherRegistry,
        names.dockerHub,
      ]);
      engine = await startBuildEngine();
      step('making and pushing the images that buildx needs');
      await pushBuilderImages(engine, aws.endpoint, names.place);
      await pushBaseImages(engine, aws.endpoint);
      await putSecrets(aws.endpoint);
      step('deploying the build projects');
      await deployWithoutBucket(app, aws.endpoint);
      step('the projects are deployed: builds begin');
      ecr = await EcrApi.start(aws.endpoint, names.place);
      const codeBuild = await LocalCodeBuild.start(aws.endpoint, names.place, engine, ecr.endpoint);
      return new ImageBuildGround(aws, registries, engine, ecr, codeBuild);
    } catch (error) {
      await ecr?.stop();
      await engine?.stop();
      await registries?.stop();
      await aws.stop();
      throw error;
    }
  }

  private constructor(
    private readonly aws: MotoServer,
    private readonly registries: LocalRegistries,
    public readonly engine: BuildEngine,
    private readonly ecr: EcrApi,
    public readonly codeBuild: LocalCodeBuild,
  ) {}

  public get endpoint(): string {
    return this.aws.endpoint;
  }

  public reader(repository: string): RegistryReader {
    return new RegistryReader(names.place, repository);
  }

  /** The tags of each image of a repository by its digest, from ECR. */
  public async images(repositoryName: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const { imageDetails } = await askMoto(this.endpoint, names.place, 'ecr', 'DescribeImages', { repositoryName });
    const details = imageDetails as unknown as readonly { imageDigest: string; imageTags?: readonly string[] }[];
    return Object.fromEntries(details.map(({ imageDigest, imageTags = [] }) => [imageDigest, [...imageTags].sort()]));
  }

  public async stop(): Promise<void> {
    await this.codeBuild.stop();
    await this.ecr.stop();
    await this.engine.stop();
    await this.registries.stop();
    await this.aws.stop();
  }
}

/** The images that others start from: one in a registry outside ECR, and one that a pull-through cache has. */
async function pushBaseImages(engine: BuildEngine, endpoint: string): Promise<void> {
  const { baseImage, otherRegistry, place, repositories } = names;
  const cached = `${await makeRepository(endpoint, place, repositories.cached)}:1`;
  await engine.makeImage(baseImage, 'FROM scratch\nCOPY file /from-base\n', { file: '/etc/hostname' });
  await engine.makeImage(cached, 'FROM scratch\nCOPY busybox /bin/busybox\n', { busybox: '/bin/busybox' });
  await engine.push(baseImage, otherRegistry.password, otherRegistry.username);
  await engine.push(cached, registryPassword(place));
}

async function putSecrets(endpoint: string): Promise<void> {
  const { npmSecret, licenseSecret, parameterName, place } = names;
  const text = JSON.stringify({ [npmSecret.key]: npmSecret.value });
  await askMoto(endpoint, place, 'secretsmanager', 'CreateSecret', { Name: npmSecret.name, SecretString: text });
  const { username: user, password } = names.otherRegistry;
  const login = JSON.stringify({ user, password });
  await askMoto(endpoint, place, 'secretsmanager', 'CreateSecret', { Name: names.registrySecret, SecretString: login });
  const put = (parameter: JsonObject) => askMoto(endpoint, place, 'ssm', 'PutParameter', parameter);
  await put({ Name: licenseSecret.name, Type: 'SecureString', Value: licenseSecret.value });
  await put({ Name: parameterName, Type: 'String', Value: 'none yet' });
}

/** Deploys the stacks of an app. The CDK CLI needs a bucket for templates of more than 50 KiB, such as those of several platforms. */
async function deployWithoutBucket(app: string, endpoint: string): Promise<void> {
  rmSync(assemblyFolder, { recursive: true, force: true });
  await runCdk(['synth', '--quiet', '--app', app, '--output', assemblyFolder], projectFolder, cleanEnvironment());
  const aws = join(await preparePython('aws'), '..', 'aws');
  const templates = readdirSync(assemblyFolder).filter((file) => file.endsWith('.template.json'));
  for (const file of templates) {
    const stack = ['--stack-name', file.replace('.template.json', ''), '--capabilities', 'CAPABILITY_NAMED_IAM'];
    const template = ['--template-body', `file://${join(assemblyFolder, file)}`];
    await runCommand(aws, ['cloudformation', 'create-stack', ...stack, ...template], {
      env: localAwsEnvironment(endpoint),
    });
  }
}
