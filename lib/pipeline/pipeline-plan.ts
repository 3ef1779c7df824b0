import { Duration, Token } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { WorkflowCache } from '../github/workflow-cache';
import { type BuilderImages, chosenImages } from '../github/workflow/chosen-images';
import { deployedServices } from '../github/workflow/deployed-services';
import { type Deployed, type PublishedRepository } from '../github/workflow/published';
import { joinProblem, listProblem, platformsOf, publishedRepository } from '../github/workflow/published-image';
import { cacheProblem, cacheScope } from '../github/workflow/repository-cache';
import { audienceRule, builderImageRule, stageRule, workflowRoleArnRule } from '../github/workflow/workflow-rules';
import { type ImageTag } from '../naming/image-tag';
import { impossibleTagProblem, type RunRefs } from '../naming/run-refs';
import { movingTagProblem } from '../naming/tag-mobility';
import { defaultTags, tagRules } from '../naming/tag-rules';
import { sourcePathRule } from '../private/git/source-path';
import { validateLabels } from '../private/oci/build-value';
import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { jobMinutes, refuseLongDeployments } from './job-minutes';
import { type PipelineRoleFacts } from './pipeline-role-facts';
import { type PipelineSystem, type PipelineTrigger } from './pipeline-system';
import { systemOf } from './pipeline-systems';
import { type PublishPipelineOptions } from './publish-pipeline-options';

/** A validated pipeline, before it is rendered. */
export interface PipelinePlan {
  readonly system: PipelineSystem;
  readonly role: PipelineRoleFacts;
  readonly repository: PublishedRepository;
  readonly trigger: PipelineTrigger;
  readonly platforms: readonly ImagePlatform[];
  readonly emulation: boolean;
  readonly tags: readonly ImageTag[];
  readonly tagRules: readonly string[];
  readonly cache: WorkflowCache;
  readonly attestations: boolean;
  readonly context: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly images: BuilderImages & { readonly job: string; readonly daemon: string };
  readonly deploys: readonly Deployed[];
  readonly runners: Partial<Record<ImagePlatform, string>>;
  readonly timeoutMinutes: number;
}

/** Docker's own images, on AWS's mirror, because Docker Hub limits anonymous pulls. */
const dockerImages = {
  job: 'public.ecr.aws/docker/library/docker:28.5.2-cli',
  daemon: 'public.ecr.aws/docker/library/docker:28.5.2-dind',
};

/** Decides what the pipeline of a role does. Throws if the role lacks a permission for an option, or an option is not valid. */
export function pipelinePlan(role: PipelineRoleFacts, options: PublishPipelineOptions): PipelinePlan {
  const system = systemOf(role);
  validate('audience', role.audience, audienceRule);
  if (role.arn !== undefined) validate('roleArn', role.arn, workflowRoleArnRule);
  const repository = publishedRepository(role, options.repositoryName);
  const jobs = role.subjects.flatMap((subject) => system.jobOf(subject) ?? []);
  refuseIf('role', jobs.length === 0 ? noJobProblem : undefined);
  const trigger = system.triggerOf(jobs, options);
  const { emulation = false, attestations = true, tags = defaultTags, cache = WorkflowCache.none() } = options;
  const platforms = platformsOf(options.platforms ?? [Platform.LINUX_AMD64]);
  const joins = platforms.length > 1 && !emulation;
  refuseIf('attestations', joins && !attestations && !repository.mayPull ? joinProblem : undefined);
  refuseIf('emulation', joins && trigger.environment !== undefined ? oneStepProblem : undefined);
  refuseIf('cache', cache._kind === 'gitHub' ? gitHubCacheProblem : undefined);
  const scopes = (joins ? platforms.map((platform) => [platform]) : [platforms]).map(cacheScope);
  refuseIf('cache', cacheProblem(cache, repository, role.repositories, scopes));
  validateSource(options);
  const machines = emulation ? (['linux/amd64'] as const) : platforms;
  const runners = system.runnersOf(options.runners ?? {}, role.issuer, machines);
  const deploys = deployedServices(role, options.services, { tags, platforms, attestations });
  deploys.forEach((deployed) => {
    refuseIf(
      'services',
      deployed.kind === 'ecs' && deployed.restart && !deployed.mayDescribe ? blindProblem : undefined,
    );
  });
  const isHosted = machines.some((platform) => options.runners?.[platform] === undefined);
  const most = isHosted ? system.mostMinutes.hosted : system.mostMinutes.own;
  const timeoutMinutes = jobMinutes(options.timeout ?? Duration.hours(1), most, role.maxSessionSeconds);
  const minutesBefore = trigger.environment === undefined ? undefined : timeoutMinutes;
  refuseLongDeployments(deploys, { most, minutesBefore, maxSessionSeconds: role.maxSessionSeconds });
  return {
    system,
    role,
    repository,
    trigger,
    platforms,
    emulation,
    tags,
    tagRules: tagRules(tags, (tag) => tagProblem(tag, repository, refsOf(system, trigger))),
    cache,
    attestations,
    context: options.context ?? '.',
    dockerfile: options.dockerfile,
    target: options.target,
    labels: options.labels ?? {},
    images: {
      ...chosenImages(options),
      job: options.jobImage ?? dockerImages.job,
      daemon: options.daemonImage ?? dockerImages.daemon,
    },
    deploys,
    runners,
    timeoutMinutes,
  };
}

function validateSource({
  context,
  dockerfile,
  target,
  labels = {},
  jobImage,
  daemonImage,
}: PublishPipelineOptions): void {
  if (context !== undefined) validate('context', context, sourcePathRule);
  if (dockerfile !== undefined) validate('dockerfile', dockerfile, sourcePathRule);
  if (target !== undefined) validate('target', target, stageRule);
  if (jobImage !== undefined) validate('jobImage', jobImage, builderImageRule);
  if (daemonImage !== undefined) validate('daemonImage', daemonImage, builderImageRule);
  validateLabels(labels);
  for (const [key, value] of Object.entries(labels)) {
    refuseIf(`labels.${key}`, Token.isUnresolved(value) ? unresolvedProblem : undefined);
  }
}

/** The refs that the pipeline runs for. Undefined if a user may start it for any. */
function refsOf({ decision }: PipelineSystem, { refs }: PipelineTrigger): RunRefs | undefined {
  if (refs === undefined) return undefined;
  const named = (kind: 'branch' | 'tag') => refs.filter((ref) => ref.kind === kind).map(({ name }) => name);
  return { branches: named('branch'), tags: named('tag'), ...decision };
}

function tagProblem(tag: ImageTag, { mutableTags, mayList }: PublishedRepository, refs: RunRefs | undefined): Problem {
  return Token.isUnresolved(tag._text)
    ? unresolvedProblem
    : (impossibleTagProblem(tag, refs) ??
        listProblem(tag, mayList) ??
        movingTagProblem(tag, mutableTags, refs?.branches ?? ['*']));
}

const unresolvedProblem = 'must be known at synth, got a token. The pipeline file is written before the deployment.';
const noJobProblem =
  'must trust a project or a repository by name, got a role that trusts none. Add a subject to the role.';
const gitHubCacheProblem =
  "must be WorkflowCache.repository() or none(), got GitHub's own cache, which other CI systems do not have.";
const oneStepProblem =
  'must be true for several platforms in an environment, got the boolean false. Bitbucket lets only one step of a pipeline be in it.';
const blindProblem =
  'must be services that the role may describe, got one that it may only update. Without ecs:DescribeServices, the end of the ' +
  'deployment is not known.';
