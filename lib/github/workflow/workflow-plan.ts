import { Duration, Token } from 'aws-cdk-lib';
import { hasAttestations } from '../../build-input/attestations';
import { type ImageTag } from '../../naming/image-tag';
import { tagProblem } from '../../naming/tag-problem';
import { defaultTags, tagRules } from '../../naming/tag-rules';
import { type ImagePlatform, imagePlatforms } from '../../private/oci/image-platform';
import { type ImageTests } from '../../testing/image-tests';
import { type Problem, quote, refuseIf, validate } from '../../private/validation/validation';
import { gitHubKindOf } from '../github-kind';
import { type PublishWorkflowOptions } from '../publish-workflow-options';
import { WorkflowCache } from '../workflow-cache';
import { type BaseImages, baseImagesOf, credentialsOfGitHub } from './base-images-of-plan';
import { validateActionVersions } from './action-versions';
import { timeoutMinutes } from './job-timeout';
import { type Deployed, type PublishedRepository, type PublisherRoleFacts } from './published';
import { joinProblem, listProblem, publishedRepository, refuseCommands } from './published-image';
import { type BuilderImages, chosenImages } from './chosen-images';
import { cacheProblem, cacheScope } from './repository-cache';
import { audienceRule, workflowRoleArnRule } from './workflow-rules';
import { type WorkflowInputs, workflowInputs } from './workflow-inputs';
import { workflowRebuilds, type WorkflowSchedule } from './workflow-rebuilds';
import { runnersOf } from './workflow-runners';
import { deployedServices } from './deployed-services';
import { workflowTests } from './workflow-tests';
import { tagsOfImage, trustedRefs, workflowTrigger, type WorkflowTrigger } from './workflow-trigger';

/** One image of a workflow for several. */
interface PlannedImage {
  readonly name: string;
  /** The start of its Git tags. */
  readonly tagPrefix?: string;
  /** The files and folders that it is built from. Undefined if every change builds it. */
  readonly paths?: readonly string[];
}

/** One image of several, and the trigger that all have in common. */
interface OneOfSeveral {
  readonly trigger: WorkflowTrigger;
  readonly image: PlannedImage;
}

/** The validated part of a workflow for one image, before it is rendered. */
export interface WorkflowPlan extends BaseImages {
  /** The image, if the workflow is for several. */
  readonly image?: PlannedImage;
  readonly role: PublisherRoleFacts;
  readonly repository: PublishedRepository;
  readonly trigger: WorkflowTrigger;
  readonly manual: boolean;
  readonly callable: boolean;
  readonly platforms: readonly ImagePlatform[];
  readonly emulation: boolean;
  readonly tags: readonly ImageTag[];
  readonly tagRules: readonly string[];
  readonly cache: WorkflowCache;
  readonly inputs: WorkflowInputs;
  readonly tests: readonly ImageTests[];
  /** When the newest release is built again. */
  readonly rebuilds?: WorkflowSchedule;
  readonly images: BuilderImages;
  readonly deploys: readonly Deployed[];
  /** The label of the runner for a platform. */
  readonly runners: Readonly<Record<ImagePlatform, string>>;
  readonly actionVersions: Readonly<Record<string, string>>;
  readonly onServer: boolean;
  /** Whether a job runs on a runner of GitHub, which works for six hours at most. */
  readonly isHosted: boolean;
  readonly timeoutMinutes: number;
}

/** The plans of all images, of which there is at least one. */
export type WorkflowPlans = readonly [WorkflowPlan, ...WorkflowPlan[]];

/** Decides what the workflow of a role does. Throws if the role lacks a permission for an option, or an option is not valid. */
export function workflowPlan(
  role: PublisherRoleFacts,
  options: PublishWorkflowOptions,
  several?: OneOfSeveral,
): WorkflowPlan {
  const kind = gitHubKindOf(role.issuer);
  refuseIf('role', kind === undefined ? otherIssuerProblem(role) : undefined);
  validate('audience', role.audience, audienceRule);
  if (role.arn !== undefined) validate('roleArn', role.arn, workflowRoleArnRule);
  const onServer = kind === 'server';
  const repository = publishedRepository(role, options.repositoryName);
  const trigger = several?.trigger ?? workflowTrigger(role.runs, options, repository.name);
  const { manual = false, callable = false } = options;
  refuseIf('manual', manual && trigger.isCalled ? manualProblem : undefined);
  const { emulation = false, noCache = false, tags = defaultTags, actionVersions = {} } = options;
  const platforms = imagePlatforms(options.platforms);
  const joins = platforms.length > 1 && !emulation;
  const inputs = workflowInputs(options, platforms, role.secrets);
  refuseCommands(role, repository, inputs);
  refuseIf('artifacts', onServer && inputs.artifacts.length > 0 ? serverArtifactsProblem : undefined);
  const attestations = hasAttestations(inputs.attestations);
  refuseIf('attestations', joins && !attestations && !repository.mayPull ? joinProblem : undefined);
  const machines = emulation ? (['linux/amd64'] as const) : platforms;
  const isHosted = !onServer && machines.some((platform) => options.runners?.[platform] === undefined);
  const cache = options.cache ?? (onServer || noCache ? WorkflowCache.none() : WorkflowCache.gitHub());
  refuseIf('noCache', noCache && cache._kind !== 'none' ? noCacheProblem : undefined);
  const cacheScopes = (joins ? platforms.map((platform) => [platform]) : [platforms]).map(cacheScope);
  refuseIf('cache', cacheProblem(cache, repository, role.repositories, cacheScopes));
  validateActionVersions(actionVersions);
  return {
    ...baseImagesOf(role, repository, options, credentialsOfGitHub(onServer)),
    image: several?.image,
    role,
    repository,
    trigger,
    manual: manual || trigger.push === undefined,
    callable,
    platforms,
    emulation,
    tags,
    tagRules: tagRules(tags, (tag) => publishedTagProblem(tag, repository, trigger, several?.image.tagPrefix)),
    cache,
    inputs,
    tests: workflowTests(options.tests),
    rebuilds: workflowRebuilds(options.rebuilds, { tags, attestations: inputs.attestations, repository, trigger }),
    images: chosenImages({ ...options, attestations: inputs.attestations.sbom }),
    deploys: deployedServices(role, options.services, { tags, platforms, attestations }),
    runners: runnersOf(options.runners ?? {}, onServer, machines),
    actionVersions,
    onServer,
    isHosted,
    timeoutMinutes: timeoutMinutes(options.timeout ?? Duration.hours(1), isHosted, role),
  };
}

const serverArtifactsProblem =
  'must not be set for GitHub Enterprise Server, got some. It has no service for actions/upload-artifact of version 4 and later. Keep ' +
  'the files by commands that you write.';

const noCacheProblem = 'must not be true with `cache`, got both. The build would write a cache that it never reads.';

function otherIssuerProblem({ title, issuer }: PublisherRoleFacts): string {
  return `must trust GitHub Actions, got ${quote(title)}, which trusts ${quote(issuer)}. Use a role for GitHub Actions.`;
}

function publishedTagProblem(
  tag: ImageTag,
  { mutableTags, mayList }: PublishedRepository,
  trigger: WorkflowTrigger,
  tagPrefix = '',
): Problem {
  const refs = trustedRefs(trigger);
  return Token.isUnresolved(tag._text)
    ? 'must be known at synth, got a token. The workflow file is written before the deployment.'
    : (tagProblem(tag, refs && { ...refs, tags: tagsOfImage(refs.tags, tagPrefix) }, mutableTags) ??
        listProblem(tag, mayList));
}

const manualProblem =
  'must not be true if the file is in another GitHub repository. The role does not trust a run that is started there by hand.';
