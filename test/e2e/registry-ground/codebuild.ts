import { randomUUID } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { localAwsEnvironment } from '../local-aws';
import { type BuildEngine } from './build-engine';
import { type ProjectVariable, resolveVariables } from './codebuild-environment';
import { type BatchTask, type Buildspec, type PhasesRun, runPhases } from './codebuild-phases';
import { CodeBuildService, type KnownBuild } from './codebuild-service';
import { folder, groundFolder } from './ground-places';
import { askMoto, type RegistryPlace } from './moto-request';

/** The input of a build. */
export interface BuildStart {
  /** The folder that holds the source. */
  readonly source: string;
  readonly commit: string;
  /** `refs/heads/...` or `refs/tags/...`, as in a webhook. */
  readonly reference?: string;
  /** Folders of programs that come before those of the machine. */
  readonly programs?: readonly string[];
  /** Variables that the start gives, in place of those of the project. */
  readonly variables?: Readonly<Record<string, string>>;
}

export type BatchRun = Readonly<Record<string, PhasesRun | undefined>>;

interface Project {
  readonly source: { readonly buildspec: string; readonly location?: string };
  readonly environment: { readonly environmentVariables?: readonly ProjectVariable[] };
}

/** Runs the projects that were deployed to the local AWS, as CodeBuild would. */
export class LocalCodeBuild {
  /** `ecrEndpoint` is the API that the builds put manifests by. */
  public static async start(
    endpoint: string,
    place: RegistryPlace,
    engine: BuildEngine,
    ecrEndpoint = endpoint,
  ): Promise<LocalCodeBuild> {
    rmSync(join(groundFolder, 'local-cache'), { recursive: true, force: true });
    return new LocalCodeBuild(endpoint, place, engine, ecrEndpoint, await CodeBuildService.start());
  }

  private number = 0;

  private constructor(
    private readonly endpoint: string,
    private readonly place: RegistryPlace,
    private readonly engine: BuildEngine,
    private readonly ecrEndpoint: string,
    private readonly service: CodeBuildService,
  ) {}

  public async build(projectName: string, start: BuildStart): Promise<PhasesRun> {
    const project = await this.project(projectName);
    return this.run(this.known(projectName), project, start);
  }

  /** Runs the tasks one after the other, those that others need first; after a failure none is started. */
  public async batch(projectName: string, start: BuildStart): Promise<BatchRun> {
    const project = await this.project(projectName);
    const tasks = (parse(project.source.buildspec) as Buildspec).batch?.['build-graph'] ?? [];
    const batchArn = this.arn('build-batch', `${projectName}:${randomUUID()}`);
    const runs: Record<string, PhasesRun> = {};
    for (const task of inOrder(tasks)) {
      const build = this.known(projectName, { batchArn, identifier: task.identifier });
      runs[task.identifier] = await this.run(build, project, start, task);
      if (!runs[task.identifier]?.succeeded) break; // fast-fail
    }
    return runs;
  }

  public stop(): Promise<void> {
    return this.service.stop();
  }

  private async run(build: KnownBuild, project: Project, start: BuildStart, task?: BatchTask): Promise<PhasesRun> {
    const variables = project.environment.environmentVariables ?? [];
    const machine = await this.engine.freshMachine();
    try {
      const run = await runPhases(parse(project.source.buildspec) as Buildspec, start.source, {
        ...localAwsEnvironment(this.endpoint),
        AWS_ENDPOINT_URL_CODEBUILD: this.service.endpoint,
        AWS_ENDPOINT_URL_ECR: this.ecrEndpoint,
        ...machine.env,
        GIT_CEILING_DIRECTORIES: dirname(start.source), // the repository of these tests is not the source
        PATH: [...(start.programs ?? []), machine.env.PATH].join(':'),
        ...(await resolveVariables(this.endpoint, this.place, variables)),
        ...start.variables,
        ...localCache(build, variables),
        ...task?.env?.variables,
        ...this.ownVariables(build, project, start),
      });
      build.exported = run.exported;
      return run;
    } finally {
      await machine.discard();
    }
  }

  /** @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html */
  private ownVariables(build: KnownBuild, project: Project, start: BuildStart): NodeJS.ProcessEnv {
    const { commit, reference, source } = start;
    return {
      CODEBUILD_BUILD_ARN: build.arn,
      CODEBUILD_BUILD_ID: build.id,
      CODEBUILD_RESOLVED_SOURCE_VERSION: commit,
      CODEBUILD_SOURCE_VERSION: reference ?? commit,
      CODEBUILD_SRC_DIR: source,
      CODEBUILD_CI: 'true',
      ...(reference !== undefined && { CODEBUILD_WEBHOOK_HEAD_REF: reference, CODEBUILD_WEBHOOK_EVENT: 'PUSH' }),
      ...(project.source.location !== undefined && { CODEBUILD_SOURCE_REPO_URL: project.source.location }),
      // A build of a batch has no number.
      ...(build.identifier === undefined
        ? { CODEBUILD_BUILD_NUMBER: `${(this.number += 1)}` }
        : { CODEBUILD_BATCH_BUILD_IDENTIFIER: build.identifier }),
    };
  }

  private async project(name: string): Promise<Project> {
    const { projects } = await askMoto(this.endpoint, this.place, 'codebuild', 'BatchGetProjects', { names: [name] });
    const [project] = projects as unknown as readonly Project[];
    if (!project) throw new Error(`there is no project ${name}`);
    return project;
  }

  private known(project: string, batch: Pick<KnownBuild, 'batchArn' | 'identifier'> = {}): KnownBuild {
    const id = `${project}:${randomUUID()}`;
    const build = { id, arn: this.arn('build', id), exported: {}, ...batch };
    this.service.builds.push(build);
    return build;
  }

  private arn(kind: string, id: string): string {
    return `arn:aws:codebuild:${this.place.region}:${this.place.account}:${kind}/${id}`;
  }
}

/** CodeBuild keeps the folder of a project's local cache and links to it; here it is not in the home folder of root. */
function localCache(build: KnownBuild, variables: readonly ProjectVariable[]): NodeJS.ProcessEnv {
  if (!variables.some(({ name }) => name === 'CACHE_FOLDER')) return {};
  const [project = '', id = ''] = build.id.split(':');
  const at = join(groundFolder, 'local-cache');
  const link = join(at, id);
  symlinkSync(folder(join(at, project)), link);
  return { CACHE_FOLDER: link };
}

function inOrder(tasks: readonly BatchTask[]): readonly BatchTask[] {
  const [dependents, first] = [
    tasks.filter(({ 'depend-on': on }) => on?.length),
    tasks.filter((t) => !t['depend-on']?.length),
  ];
  return [...first, ...dependents];
}
