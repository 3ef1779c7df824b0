import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EcrApi } from './ecr-api';
import { Terminal } from './terminal';
import { localAwsEnvironment } from './local-aws';
import { MotoServer } from './moto-server';
import { preparePython } from './python-environment';
import { type BuildEngine, type BuildMachine, startBuildEngine } from './registry-ground/build-engine';
import { prepareGoTools } from './registry-ground/go-tools';
import { binFolder, folder } from './registry-ground/ground-places';
import { type RegistryPlace } from './registry-ground/moto-request';
import { RegistryReader } from './registry-ground/pulled-image';
import { type LocalRegistries, makeRepository, type OtherRegistry, startRegistries } from './registry-ground/registry';

/** A machine with Docker, the AWS CLI and the credential helper, and the AWS that it reaches. */
export class DockerGround {
  public static async start(
    place: RegistryPlace,
    repositories: readonly string[],
    others: readonly OtherRegistry[] = [],
  ): Promise<DockerGround> {
    await prepareGoTools('docker-credential-ecr-login');
    const stops: (() => Promise<void>)[] = [];
    try {
      const aws = await MotoServer.start(await preparePython('moto'));
      stops.push(() => aws.stop());
      const registries: LocalRegistries = await startRegistries(aws.endpoint, [place], undefined, others);
      stops.push(() => registries.stop());
      const api = await EcrApi.start(aws.endpoint, place);
      stops.push(() => api.stop());
      const engine = await startBuildEngine();
      stops.push(() => engine.stop());
      for (const name of repositories) await makeRepository(aws.endpoint, place, name);
      const machine = await engine.freshMachine();
      return new DockerGround(stops, machine, aws, api, place, engine);
    } catch (error) {
      for (const stop of stops.reverse()) await stop();
      throw error;
    }
  }

  private constructor(
    private readonly stops: (() => Promise<void>)[],
    private readonly machine: BuildMachine,
    private readonly aws: MotoServer,
    private readonly api: EcrApi,
    private readonly place: RegistryPlace,
    public readonly engine: BuildEngine,
  ) {}

  public get endpoint(): string {
    return this.aws.endpoint;
  }

  public get dockerConfig(): string {
    return String(this.machine.env.DOCKER_CONFIG);
  }

  /** A terminal of the machine, with AWS credentials or without. */
  public terminal(withCredentials = true): Terminal {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...aws } = localAwsEnvironment(this.endpoint);
    return new Terminal({
      ...aws,
      ...(withCredentials && { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }),
      AWS_ENDPOINT_URL_ECR: this.api.endpoint,
      ...this.machine.env,
      PATH: `${this.helperFolder()}:${this.machine.env.PATH ?? ''}`,
    });
  }

  public reader(repository: string): RegistryReader {
    return new RegistryReader(this.place, repository);
  }

  public async stop(): Promise<void> {
    await this.machine.discard();
    for (const stop of [...this.stops].reverse()) await stop();
  }

  /** The folder of the credential helper. */
  private helperFolder(): string {
    const at = join(String(this.machine.env.HOME), 'bin');
    const name = 'docker-credential-ecr-login';
    if (!existsSync(join(at, name))) symlinkSync(join(binFolder, name), join(folder(at), name));
    return at;
  }
}
