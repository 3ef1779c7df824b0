import { Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { gitHubKindOf } from '../../github/github-kind';
import { PublishPipeline } from '../../pipeline/publish-pipeline';
import { type PublishPipelineOptions } from '../../pipeline/publish-pipeline-options';
import { PublishWorkflow } from '../../github/publish-workflow';
import { type PublishWorkflowOptions } from '../../github/publish-workflow-options';
import { WorkflowCache } from '../../github/workflow-cache';
import { type OnProgress } from '../../private/text/progress';
import { graphOf, readTextFile } from '../../review/index';
import { fail } from '../input-file';
import { type PublishFile } from '../stacks/environment-stacks';
import { UsageError } from '../usage-error';
import { defaultPath, isConfig, readSource } from '../show/show-source';
import { refuseAsOptions } from './as-options';
import { describedWorkflow, refuseDescribed } from './described-workflow';
import { roleInGraph } from './role-in-graph';
import { replacedPins } from './replaced-pins';
import { imagesOf } from './images-of-options';
import { type InputFlags, inputsOf } from './inputs-of-options';
import { type RegistryFlags, registriesOf } from './registries-of-options';
import { tagOf } from './tag-of-word';
import { type RebuildFlags, rebuildsOf } from './rebuilds-of-options';
import { type TestOptions, testsOf } from './tests-of-options';
import { templateRoleFacts } from './template-role-facts';

/** The options of `workflow` on the command line. */
export interface WorkflowCommandOptions extends TestOptions, RebuildFlags, InputFlags, RegistryFlags {
  readonly manual?: boolean;
  readonly callable?: boolean;
  readonly role: string;
  readonly repository?: string[];
  readonly githubRepository?: string;
  readonly environment?: string;
  readonly branch?: string[];
  readonly platform?: string[];
  readonly emulation?: boolean;
  readonly tag?: string[];
  readonly attestations: boolean;
  readonly context?: string;
  readonly dockerfile?: string;
  readonly localDockerfile?: string;
  readonly localSource?: string;
  readonly target?: string;
  readonly path?: string[];
  readonly label?: string[];
  readonly buildkitImage?: string;
  readonly sbomGeneratorImage?: string;
  readonly emulatorImage?: string;
  /** `false` for no service. */
  readonly service?: string[] | false;
  readonly runner?: string[];
  readonly timeoutMinutes?: number;
  readonly action?: string[];
  readonly project?: string;
  readonly gitTag?: string[];
  readonly jobImage?: string;
  readonly daemonImage?: string;
  /** The file that the text is written to. */
  readonly output?: string;
}

/** The text of a file, and notes about it for the user. */
export interface RenderedWorkflow {
  readonly text: string;
  readonly notes: readonly string[];
}

/** The file for a role in templates: a workflow of GitHub Actions, or a pipeline of another CI system. */
export function renderWorkflow(
  paths: readonly string[],
  options: WorkflowCommandOptions,
  onProgress?: OnProgress,
): RenderedWorkflow {
  const named = paths.length === 0 ? [defaultPath('workflow')] : paths;
  const [config = '', ...others] = named;
  const described =
    others.length === 0 && isConfig(config) ? describedWorkflow(config, options.role, onProgress) : undefined;
  if (described !== undefined) {
    refuseDescription(options);
    return withNotes(described, options, true);
  }
  const graph = graphOf(readSource(named, onProgress).templates);
  const node = roleInGraph(graph, options.role);
  refuseDescribed(node, options.role);
  const role = templateRoleFacts(graph, node);
  try {
    if (gitHubKindOf(role.issuer) === undefined) {
      refuseOptions(options, gitHubOnly, 'GitHub Actions');
      return withNotes(PublishPipeline._of(role, pipelineOptions(options)), options);
    }
    refuseOptions(options, ['project', 'gitTag', 'jobImage', 'daemonImage'], 'GitLab or Bitbucket');
    return withNotes(PublishWorkflow._of(role, workflowOptions(options)), options);
  } catch (error) {
    return refuseAsOptions(error);
  }
}

/** The text with notes about base images, and about the versions of actions that it replaces in the file that it is written to. */
function withNotes(
  file: PublishFile,
  { output, action = [] }: WorkflowCommandOptions,
  isDescribed = false,
): RenderedWorkflow {
  const before = output === undefined ? undefined : readTextFile(output);
  const text = file.renderYaml();
  const warnings = file._warnings();
  if (before === undefined || !('text' in before)) return { text, notes: warnings };
  const chosen = isDescribed ? undefined : action.map((each) => pairOf(each)[0]);
  return { text, notes: [...warnings, ...replacedPins(before.text, text, chosen)] };
}

/** The options that only the workflow of GitHub has. */
const gitHubOnly = ['githubRepository', 'action', 'manual', 'callable', 'path'] as const;

/** Refuses options of an image that the config describes already, so that the config is the only description of it. */
function refuseDescription({ role, ...options }: WorkflowCommandOptions): void {
  const given = Object.entries(options).find(
    ([name, value]) => name !== 'output' && value !== (['attestations', 'sbom'].includes(name) ? true : undefined),
  );
  if (given === undefined) return;
  const [name, value] = given;
  fail(
    `--${value === false ? 'no-' : ''}${optionOf(name)} must not be used, because the config describes the file of '${role}'. ` +
      'Change its `workflow` there.',
  );
}

/** The words of an option on the command line. */
function optionOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Refuses options that only the file of another CI system has. */
function refuseOptions(
  options: WorkflowCommandOptions,
  names: readonly (keyof WorkflowCommandOptions)[],
  system: string,
): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given === undefined) return;
  fail(`--${optionOf(given)} must be used with a role that ${system} assumes only. Omit it.`);
}

function workflowOptions(options: WorkflowCommandOptions): PublishWorkflowOptions {
  const images = imagesOf(options);
  if (options.path && images.images === undefined) {
    throw new UsageError(
      '`--path` requires `--repository NAME=FOLDER`. Every push builds the only image of a workflow.',
    );
  }
  return {
    ...commonOptions(options),
    ...inputsOf(options, 'GitHub'),
    ...registriesOf(options, 'GitHub'),
    ...images,
    paths: options.path,
    manual: options.manual,
    callable: options.callable,
    rebuilds: rebuildsOf(options),
    gitHubRepository: options.githubRepository,
    actionVersions: options.action && Object.fromEntries(options.action.map(pairOf)),
  };
}

function pipelineOptions(options: WorkflowCommandOptions): PublishPipelineOptions {
  const { repository: [repositoryName, ...others] = [] } = options;
  if (others.length > 0)
    fail('--repository must be given once if the file is not for GitHub Actions. Write a file for each.');
  const { project, gitTag: gitTags, jobImage, daemonImage } = options;
  return {
    ...commonOptions(options),
    ...inputsOf(options, 'other'),
    ...registriesOf(options, 'other'),
    repositoryName,
    rebuilds: rebuildsOf(options),
    project,
    gitTags,
    jobImage,
    daemonImage,
  };
}

/** The options that both files have. */
function commonOptions(options: WorkflowCommandOptions) {
  return {
    environment: options.environment,
    branches: options.branch,
    platforms: options.platform?.map((platform) => Platform.custom(platform)),
    emulation: options.emulation,
    tags: options.tag?.map(tagOf),
    cache: options.cache ? cacheOf(options.cache) : undefined,
    attestations: options.attestations ? undefined : false,
    context: options.context,
    dockerfile: options.dockerfile,
    localDockerfile: options.localDockerfile,
    localSource: options.localSource,
    target: options.target,
    tests: testsOf(options),
    labels: options.label && Object.fromEntries(options.label.map(pairOf)),
    buildKitImage: options.buildkitImage,
    sbomGeneratorImage: options.sbomGeneratorImage,
    emulatorImage: options.emulatorImage,
    services: options.service === false ? [] : options.service,
    runners: options.runner && Object.fromEntries(options.runner.map(pairOf)),
    timeout: options.timeoutMinutes === undefined ? undefined : Duration.minutes(options.timeoutMinutes),
  };
}

function cacheOf(text: string): WorkflowCache {
  if (text === 'github') return WorkflowCache.gitHub();
  return text === 'none' ? WorkflowCache.none() : WorkflowCache.repository(text);
}

/** The parts of `NAME=VALUE`. A missing value is empty, and refused later. */
function pairOf(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}
