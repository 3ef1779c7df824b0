import { Duration, Token } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type ImageTag } from '../../naming/image-tag';
import { impossibleTagProblem } from '../../naming/run-refs';
import { movingTagProblem } from '../../naming/tag-mobility';
import { defaultTags, tagRules } from '../../naming/tag-rules';
import { type ImagePlatform, imagePlatformRule } from '../../private/oci/image-platform';
import { regionNameRule } from '../../private/aws/region-name';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { sourcePathRule } from '../../private/git/source-path';
import { type Problem, quote, refuseIf, validate, validateEach } from '../../private/validation/validation';
import { gitHubKindOf } from '../github-kind';
import { type PublishWorkflowOptions } from '../publish-workflow-options';
import { WorkflowCache } from '../workflow-cache';
import { validateActionVersions } from './action-versions';
import { timeoutMinutes } from './job-timeout';
import { onlyOne } from './only-one';
import { type Deployed, type PublishedRepository, type PublisherRoleFacts } from './published';
import { type BuilderImages, chosenImages } from './chosen-images';
import { cacheProblem, cacheScope } from './repository-cache';
import { audienceRule, stageRule, workflowRoleArnRule } from './workflow-rules';
import { runnersOf } from './workflow-runners';
import { deployedServices } from './deployed-services';
import { validateWorkflowLabels } from './label-input';
import { builtBranches, trustedRefs, workflowTrigger, type WorkflowTrigger } from './workflow-trigger';

/** A validated workflow, before it is rendered. */
export interface WorkflowPlan {
  readonly role: PublisherRoleFacts;
  readonly repository: PublishedRepository;
  readonly trigger: WorkflowTrigger;
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

/** Decides what the workflow of a role does. Throws if the role lacks a permission for an option, or an option is not valid. */
export function workflowPlan(role: PublisherRoleFacts, options: PublishWorkflowOptions): WorkflowPlan {
  const kind = gitHubKindOf(role.issuer);
  refuseIf('role', kind === undefined ? otherIssuerProblem(role) : undefined);
  validate('audience', role.audience, audienceRule);
  if (role.arn !== undefined) validate('roleArn', role.arn, workflowRoleArnRule);
  const onServer = kind === 'server';
  const repository = repositoryOf(role, options.repositoryName);
  const trigger = workflowTrigger(role.runs, options, repository.name);
  const { emulation = false, attestations = true, tags = defaultTags, actionVersions = {} } = options;
  const platforms = platformsOf(options.platforms ?? [Platform.LINUX_AMD64]);
  const joins = platforms.length > 1 && !emulation;
  refuseIf('attestations', joins && !attestations && !repository.mayPull ? joinProblem : undefined);
  const machines = emulation ? (['linux/amd64'] as const) : platforms;
  const isHosted = !onServer && machines.some((platform) => options.runners?.[platform] === undefined);
  const cache = options.cache ?? (onServer ? WorkflowCache.none() : WorkflowCache.gitHub());
  const cacheScopes = (joins ? platforms.map((platform) => [platform]) : [platforms]).map(cacheScope);
  refuseIf('cache', cacheProblem(cache, repository, role.repositories, cacheScopes));
  if (options.context !== undefined) validate('context', options.context, sourcePathRule);
  if (options.dockerfile !== undefined) validate('dockerfile', options.dockerfile, sourcePathRule);
  if (options.target !== undefined) validate('target', options.target, stageRule);
  validateWorkflowLabels(options.labels ?? {});
  validateActionVersions(actionVersions);
  return {
    role,
    repository,
    trigger,
    platforms,
    emulation,
    tags,
    tagRules: tagRules(tags, (tag) => tagProblem(tag, repository, trigger)),
    cache,
    attestations,
    context: options.context ?? '.',
    dockerfile: options.dockerfile,
    target: options.target,
    labels: options.labels ?? {},
    images: chosenImages(options),
    deploys: deployedServices(role, options.services, { tags, platforms, attestations }),
    runners: runnersOf(options.runners ?? {}, onServer, machines),
    actionVersions,
    onServer,
    isHosted,
    timeoutMinutes: timeoutMinutes(options.timeout ?? Duration.hours(1), isHosted, role),
  };
}

function otherIssuerProblem({ title, issuer }: PublisherRoleFacts): string {
  return `must trust GitHub Actions, got ${quote(title)}, which trusts ${quote(issuer)}. Use a role for GitHub Actions.`;
}

/** The tags of the versions are known only by a list of all tags. */
function listProblem({ _channels: channels }: ImageTag, mayList = false): Problem {
  return channels.length === 0 || mayList
    ? undefined
    : `must not have channels if the role may not list the tags, got '${channels.join(', ')}'. ` +
        "Add the repository to the role's listRepositories";
}

function tagProblem(tag: ImageTag, { mutableTags, mayList }: PublishedRepository, trigger: WorkflowTrigger): Problem {
  return Token.isUnresolved(tag._text)
    ? 'must be known at synth, got a token. The workflow file is written before the deployment.'
    : (impossibleTagProblem(tag, trustedRefs(trigger)) ??
        listProblem(tag, mayList) ??
        movingTagProblem(tag, mutableTags, builtBranches(trigger)));
}

function repositoryOf({ repositories }: PublisherRoleFacts, wanted: string | undefined): PublishedRepository {
  const [only, ...others] = repositories;
  refuseIf('role', only === undefined ? 'must push to a repository, got one that pushes to none' : undefined);
  const isOnly = only !== undefined && others.length === 0 && (wanted === undefined || wanted === only.name);
  const chosen = isOnly ? only : namedRepository(repositories, wanted);
  if (chosen.name !== undefined) validate('repositoryName', chosen.name, repositoryNameRule);
  if (chosen.region !== undefined) validate('region', chosen.region, regionNameRule);
  return chosen;
}

function namedRepository(repositories: readonly PublishedRepository[], wanted?: string): PublishedRepository {
  const names = repositories.flatMap(({ name }) => name ?? []);
  const chosen = onlyOne('repositoryName', names, wanted, 'the role pushes to');
  const [named] = repositories.filter(({ name }) => name === chosen) as [PublishedRepository];
  return named;
}

function platformsOf(platforms: readonly Platform[]): ImagePlatform[] {
  const names = platforms.map(({ platform }) => platform);
  validateEach('platforms', names, imagePlatformRule);
  return [...new Set(names)] as ImagePlatform[];
}

const joinProblem =
  'must be true if platforms are built side by side and the role may not pull. Joining images without attestations requires ' +
  "ecr:GetDownloadUrlForLayer. Add the repository to the role's pullRepositories, or use emulation.";
