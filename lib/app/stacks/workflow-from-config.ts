import { Duration, TimeZone } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { type BuildSecret } from '../../build-input/build-secret';
import { GitHubPublisherRole } from '../../github/github-publisher-role';
import { PublishWorkflow } from '../../github/publish-workflow';
import { type PublishWorkflowOptions } from '../../github/publish-workflow-options';
import { WorkflowCache } from '../../github/workflow-cache';
import { PublishPipeline } from '../../pipeline/publish-pipeline';
import { type OidcPublisherRole, type PublisherRoleOptions } from '../../publisher/oidc-publisher-role';
import { InvalidInputError, refuseIf } from '../../private/validation/validation';
import { type PublisherConfig } from '../config/schema';
import { baseImageOptionsOf } from './base-images-from-config';
import { buildTagsOf } from './build-tags-from-config';
import { type EnvironmentStacks, type PublishFile } from './environment-stacks';
import { imageInputsOf } from './image-inputs-from-config';

type WorkflowConfig = NonNullable<PublisherConfig['workflow']>;
type ImageConfig = NonNullable<WorkflowConfig['images']>[number];

/** The file that a publisher describes: the rights that its role needs, and a function that makes it for the role. */
interface DescribedWorkflow {
  readonly rights: Pick<
    PublisherRoleOptions,
    'pullRepositories' | 'listRepositories' | 'registries' | 'mirrors' | 'secrets'
  >;
  readonly fileOf: (role: OidcPublisherRole) => PublishFile;
}

/** Reads the description of the file of a publisher, which is in one environment. */
export function workflowOf(
  scope: Construct,
  environment: EnvironmentStacks,
  publisher: PublisherConfig,
  workflow: WorkflowConfig,
): DescribedWorkflow {
  const parts = new Construct(scope, `${publisher.name}|Workflow`);
  const images = workflow.images ?? [workflow];
  const repositoriesWith = (needs: (image: ImageConfig) => boolean) =>
    images.flatMap((image) => (needs({ ...workflow, ...image }) ? repositoryOf(environment, publisher, image) : []));
  const { baseImages = [], registries, mirrors } = inWorkflow(() => baseImageOptionsOf(environment, parts, workflow));
  const shared = inWorkflow(() => imageOptionsOf(environment, parts, publisher, workflow));
  const each = workflow.images?.map((image, index) => {
    const own = new Construct(parts, String(index));
    return inWorkflow(
      () =>
        defined({
          ...imageOptionsOf(environment, own, publisher, { ...image, repository: image.repository }),
          name: image.name,
          paths: image.paths,
          tagPrefix: image.tagPrefix,
        }),
      `images[${index}].`,
    );
  });
  const secrets = [shared, ...(each ?? [])].flatMap((one) => Object.values(one.secrets ?? {}));
  const isVersioned = ({ tags, rebuilds }: ImageConfig) => tags?.channels !== undefined || rebuilds !== undefined;
  return {
    rights: {
      pullRepositories: [...baseImages, ...repositoriesWith(({ rebuilds }) => rebuilds !== undefined)],
      listRepositories: repositoriesWith(isVersioned),
      registries,
      mirrors,
      secrets: distinctSecrets(secrets),
    },
    fileOf: (role) => inWorkflow(() => fileOf(role, workflow, { ...shared, images: each })),
  };
}

function fileOf(role: OidcPublisherRole, workflow: WorkflowConfig, image: PublishWorkflowOptions): PublishFile {
  const { tools, environment, branches, gitHubRepository, manual, callable, project, gitTags, actionVersions } =
    workflow;
  const { rebuilds, images, ...inputs } = image;
  const common = {
    ...inputs,
    environment,
    branches,
    buildKitImage: tools?.buildKit,
    sbomGeneratorImage: tools?.sbomGenerator,
    emulatorImage: tools?.emulator,
    runners: workflow.runners && Object.fromEntries(workflow.runners.map(({ platform, label }) => [platform, label])),
  };
  if (role instanceof GitHubPublisherRole) {
    refuseOthers({ project, gitTags }, 'GitLab or Bitbucket', 'GitHub');
    const { paths } = workflow;
    return PublishWorkflow.of(role, {
      ...{ ...common, rebuilds, images, paths, gitHubRepository, manual, callable },
      actionVersions: actionVersions && versionsOf(actionVersions),
    });
  }
  refuseOthers({ images, gitHubRepository, manual, callable, actionVersions }, 'GitHub', 'another CI system');
  return PublishPipeline.of(role, { ...common, rebuilds, project, gitTags });
}

function versionsOf(versions: NonNullable<WorkflowConfig['actionVersions']>): Record<string, string> {
  const names = versions.map(({ action }) => action);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  refuseIf('actionVersions', twice === undefined ? undefined : `must list each action once, got '${twice}' again`);
  return Object.fromEntries(versions.map(({ action, version }) => [action, version]));
}

function refuseOthers(options: Readonly<Record<string, unknown>>, system: string, own: string): void {
  for (const [key, value] of Object.entries(options)) {
    refuseIf(key, value === undefined ? undefined : `must be set for a publisher of ${system} only, got one of ${own}`);
  }
}

/** The options that are given, so that an image replaces no other one. */
function defined<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The options of one image. */
function imageOptionsOf(
  environment: EnvironmentStacks,
  scope: Construct,
  publisher: PublisherConfig,
  image: WorkflowConfig | ImageConfig,
): PublishWorkflowOptions {
  const { repository, services, tags, cache, timeoutMinutes, rebuilds, localDockerfile } = image;
  const [named] = repositoryOf(environment, publisher, image);
  return {
    ...imageInputsOf(scope, image),
    repositoryName: repository,
    services,
    localDockerfile,
    tags: tags && buildTagsOf(named, undefined, tags),
    cache: cache && cacheOf(cache),
    timeout: timeoutMinutes === undefined ? undefined : Duration.minutes(timeoutMinutes),
    rebuilds: rebuilds && {
      schedule: ScheduleExpression.expression(
        rebuilds.schedule,
        rebuilds.timeZone === undefined ? undefined : TimeZone.of(rebuilds.timeZone),
      ),
    },
  };
}

function cacheOf({ gitHub, repository }: NonNullable<ImageConfig['cache']>): WorkflowCache {
  if (repository !== undefined) return WorkflowCache.repository(repository);
  return gitHub === true ? WorkflowCache.gitHub() : WorkflowCache.none();
}

/** The repository of an image: the one that it names, or the only one of the publisher. */
function repositoryOf(
  environment: EnvironmentStacks,
  { repositories: [only = '', ...others] }: PublisherConfig,
  { repository }: { readonly repository?: string },
): IRepository[] {
  const name = repository ?? (others.length === 0 ? only : '');
  return [environment.repositories.get(name) ?? []].flat();
}

/** Each secret once, although several images may use it. */
function distinctSecrets(secrets: readonly BuildSecret[]): BuildSecret[] | undefined {
  const found = [...new Map(secrets.map((secret) => [secret._stored?.arn, secret])).values()];
  return found.length === 0 ? undefined : found;
}

/** The keys of the config that have another name than the option. */
const keys: Readonly<Record<string, string>> = {
  repositoryName: 'repository',
  timeout: 'timeoutMinutes',
  buildKitImage: 'tools.buildKit',
  sbomGeneratorImage: 'tools.sbomGenerator',
  emulatorImage: 'tools.emulator',
};

/** Names the keys of the config in the problem with an option. */
function inWorkflow<T>(step: () => T, at = ''): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const message = error.message
      .replace(/^`role` /, '`workflow` does not fit the publisher, which ')
      .replace(
        /^`((?:images\[\d+\]\.)?)(\w+)([^`]*)`/,
        (_, image: string, option: string, rest: string) =>
          `\`workflow.${at}${image}${keys[option] ?? option}${option === 'tags' || option === 'actionVersions' ? rest.replace(/^\[(\d+|'[^']*')\]/, '') : rest}\``,
      );
    throw new InvalidInputError(
      message
        .replace('Set maxSessionDuration of the role', 'Set maxSessionMinutes of the publisher')
        .replace('`pullRepositories` of the role', '`workflow.baseImages`'),
    );
  }
}
