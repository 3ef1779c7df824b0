import { Duration } from 'aws-cdk-lib';
import { hasAttestations } from '../build-input/attestations';
import { WorkflowCache } from '../github/workflow-cache';
import { type BaseImages, baseImagesOf } from '../github/workflow/base-images-of-plan';
import { type BuilderImages, chosenImages } from '../github/workflow/chosen-images';
import { deployedServices } from '../github/workflow/deployed-services';
import { type Deployed, type PublishedRepository } from '../github/workflow/published';
import { joinProblem, listProblem, publishedRepository, refuseCommands } from '../github/workflow/published-image';
import { cacheProblem, cacheScope } from '../github/workflow/repository-cache';
import { type WorkflowInputs } from '../github/workflow/workflow-inputs';
import { type WorkflowSchedule } from '../github/workflow/workflow-rebuilds';
import { audienceRule, builderImageRule, workflowRoleArnRule } from '../github/workflow/workflow-rules';
import { type ImageTag } from '../naming/image-tag';
import { type RunRefs } from '../naming/run-refs';
import { tagProblem } from '../naming/tag-problem';
import { defaultTags, tagRules } from '../naming/tag-rules';
import { type ImagePlatform, imagePlatforms } from '../private/oci/image-platform';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { type ImageTests } from '../testing/image-tests';
import { jobMinutes, refuseLongDeployments } from './job-minutes';
import { pipelineInputs, tokenProblem } from './pipeline-inputs';
import { type PipelineRoleFacts } from './pipeline-role-facts';
import { type PipelineSystem, type PipelineTrigger } from './pipeline-system';
import { systemOf } from './pipeline-systems';
import { pipelineRebuilds } from './pipeline-rebuilds';
import { pipelineTests } from './pipeline-tests';
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
  readonly inputs: WorkflowInputs;
  readonly tests: readonly ImageTests[];
  readonly baseImages: BaseImages;
  readonly images: BuilderImages & { readonly job: string; readonly daemon: string };
  /** When the newest release is built again. */
  readonly rebuilds?: WorkflowSchedule;
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
  const { emulation = false, noCache = false, tags = defaultTags, cache = WorkflowCache.none() } = options;
  const platforms = imagePlatforms(options.platforms);
  const joins = platforms.length > 1 && !emulation;
  const inputs = pipelineInputs(system, options, platforms, role.secrets);
  refuseCommands(role, repository, inputs);
  const attestations = hasAttestations(inputs.attestations);
  refuseIf('attestations', joins && !attestations && !repository.mayPull ? joinProblem : undefined);
  refuseIf('emulation', joins && trigger.environment !== undefined ? oneStepProblem : undefined);
  refuseIf('cache', cache._kind === 'gitHub' ? gitHubCacheProblem : undefined);
  refuseIf('noCache', noCache && cache._kind !== 'none' ? noCacheProblem : undefined);
  const scopes = (joins ? platforms.map((platform) => [platform]) : [platforms]).map(cacheScope);
  refuseIf('cache', cacheProblem(cache, repository, role.repositories, scopes));
  for (const name of ['jobImage', 'daemonImage'] as const) {
    if (options[name] !== undefined) validate(name, options[name], builderImageRule);
  }
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
    tagRules: tagRules(tags, (tag) => publishedTagProblem(tag, repository, refsOf(system, trigger))),
    cache,
    inputs,
    tests: pipelineTests(system, options.tests),
    rebuilds: pipelineRebuilds(system, options.rebuilds, {
      tags,
      attestations: inputs.attestations,
      repository,
      trigger,
    }),
    baseImages: baseImagesOf(role, repository, options, {
      has: ({ _ciVariables }) => _ciVariables !== undefined,
      place: `variables of ${system.name}`,
    }),
    images: {
      ...chosenImages({ ...options, attestations: inputs.attestations.sbom }),
      job: options.jobImage ?? dockerImages.job,
      daemon: options.daemonImage ?? dockerImages.daemon,
    },
    deploys,
    runners,
    timeoutMinutes,
  };
}

/** The refs that the pipeline runs for. Undefined if a user may start it for any. */
function refsOf({ decision }: PipelineSystem, { refs }: PipelineTrigger): RunRefs | undefined {
  if (refs === undefined) return undefined;
  const named = (kind: 'branch' | 'tag') => refs.filter((ref) => ref.kind === kind).map(({ name }) => name);
  return { branches: named('branch'), tags: named('tag'), ...decision };
}

function publishedTagProblem(
  tag: ImageTag,
  { mutableTags, mayList }: PublishedRepository,
  refs: RunRefs | undefined,
): Problem {
  return tokenProblem(tag._text) ?? tagProblem(tag, refs, mutableTags) ?? listProblem(tag, mayList);
}

const noJobProblem =
  'must trust a project or a repository by name, got a role that trusts none. Add a subject to the role.';
const gitHubCacheProblem =
  "must be WorkflowCache.repository() or none(), got GitHub's own cache, which other CI systems do not have.";
const noCacheProblem = 'must not be true with `cache`, got both. The build would write a cache that it never reads.';
const oneStepProblem =
  'must be true for several platforms in an environment, got the boolean false. Bitbucket lets only one step of a pipeline be in it.';
const blindProblem =
  'must be services that the role may describe, got one that it may only update. Without ecs:DescribeServices, the end of the ' +
  'deployment is not known.';
