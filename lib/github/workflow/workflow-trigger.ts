import { branchRule, gitRefRule, gitTagRule } from '../../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../../private/git/git-ref-pattern';
import { type RunRefs } from '../../naming/run-refs';
import { gitHubEnvironmentRule } from '../github-environment';
import { gitHubRepositoryRule } from '../../private/ci/github-repository';
import { gitHubWorkflowRefRule } from '../github-workflow-ref';
import { quote, refuseIf, validate, validateEach } from '../../private/validation/validation';
import { onlyOne } from './only-one';
import { type TrustedRun } from './published';
import { type YamlMapping } from './yaml-value';

/** Options that narrow the runs that the role trusts. */
export interface TriggerOptions {
  readonly gitHubRepository?: string;
  readonly environment?: string;
  readonly branches?: readonly string[];
}

/** The runs of the workflow. The role trusts every job of them. */
export interface WorkflowTrigger {
  /** The GitHub repositories that the file is for: one, or several that are trusted in the same way. */
  readonly repositories: readonly string[];
  /** The environment that every job must name, so that its subject is the trusted one. */
  readonly environment?: string;
  /** The file that the role trusts, if it trusts one file only. */
  readonly file?: WorkflowFile;
  /** Whether that file is in another repository, so that the trusted repository calls it. */
  readonly isCalled: boolean;
  /** The filters of pushes. Undefined for a workflow that is started manually or that another workflow calls. */
  readonly push?: YamlMapping;
  /** The trusted runs that the trigger covers. */
  readonly runs: readonly TrustedRun[];
}

/** A file as the claim `job_workflow_ref` names it. */
export interface WorkflowFile {
  readonly repository: string;
  readonly path: string;
  readonly ref: string;
}

/**
 * The trigger of a workflow for the runs that a role trusts. Of several GitHub repositories it is for the one with the name of
 * the image, or for all if they are trusted in the same way.
 */
export function workflowTrigger(
  trusted: readonly TrustedRun[],
  options: TriggerOptions,
  imageName: string | undefined,
): WorkflowTrigger {
  const publishing = trusted.filter(({ place }) => place.kind !== 'pull request');
  refuseIf('role', publishing.length === 0 ? noPushProblem(trusted) : undefined);
  const repositories = [...new Set(publishing.map(({ repository }) => repository))];
  const alike = repositories.filter((repository) => isNamed(repository, imageName));
  const wanted = options.gitHubRepository ?? (alike.length === 1 ? alike[0] : undefined);
  const triggerFor = (repository: string) => triggerOf(repository, publishing, options);
  if (wanted === undefined) {
    const [first, ...others] = repositories.map(triggerFor);
    if (first && others.every((other) => isSame(first, other))) return { ...first, repositories };
  }
  return triggerFor(onlyOne('gitHubRepository', repositories, wanted, 'the role trusts'));
}

function isNamed(repository: string, imageName = ''): boolean {
  return repository.split('/')[1]?.toLowerCase() === imageName.split('/').at(-1);
}

function isSame(one: WorkflowTrigger, other: WorkflowTrigger): boolean {
  const essence = ({ environment, file, isCalled, push }: WorkflowTrigger) => [environment, file, isCalled, push];
  return JSON.stringify(essence(one)) === JSON.stringify(essence(other));
}

function triggerOf(repository: string, trusted: readonly TrustedRun[], options: TriggerOptions): WorkflowTrigger {
  const ofRepository = trusted.filter((run) => run.repository === repository);
  ofRepository.forEach(validateRun);
  const environment = environmentOf(ofRepository, options.environment);
  const ofPlace = ofRepository.filter(({ place: { kind, name } }) =>
    environment === undefined ? kind !== 'environment' : kind === 'environment' && name === environment,
  );
  const { file, runs } = ofOneFile(ofPlace);
  const isCalled = file !== undefined && file.repository !== repository;
  const push = pushOf(runs, environment, options.branches);
  return { repositories: [repository], environment, file, isCalled, push, runs };
}

function noPushProblem(trusted: readonly TrustedRun[]): string {
  return trusted.length === 0 ? noRuns : pullRequestsOnly;
}

const noRuns =
  'must trust a branch, a tag or an environment by name, got a role that trusts none. Add one to its subjects.';
const pullRequestsOnly =
  'must trust a branch, a tag or an environment, got pull requests only. A workflow for pull requests never pushes.';

/** Validates a run, which may come from any template. The subjects of this library are validated before. */
function validateRun({ repository, place, ref, jobWorkflowRef }: TrustedRun): void {
  validate('gitHubRepository', repository, gitHubRepositoryRule);
  const { kind, name, isPattern = false } = place;
  if (kind === 'branch') validate('branch', name, isPattern ? branchPatternRule : branchRule);
  if (kind === 'tag') validate('tag', name, isPattern ? gitTagPatternRule : gitTagRule);
  if (kind === 'environment') validate('environment', name, gitHubEnvironmentRule);
  if (ref !== undefined) validate('ref', ref, gitRefRule);
  if (jobWorkflowRef !== undefined) validate('jobWorkflowRef', jobWorkflowRef, gitHubWorkflowRefRule);
}

function environmentOf(runs: readonly TrustedRun[], wanted: string | undefined): string | undefined {
  const environments = runs.filter(({ place }) => place.kind === 'environment').map(({ place }) => place.name);
  if (wanted === undefined && environments.length < runs.length) return undefined;
  return onlyOne('environment', environments, wanted, 'the role trusts');
}

/** The first file that the role trusts, and its runs. A role that trusts any file of the repository needs no file. */
function ofOneFile(runs: readonly TrustedRun[]): { file?: WorkflowFile; runs: readonly TrustedRun[] } {
  const ofAny = runs.filter(({ jobWorkflowRef }) => jobWorkflowRef === undefined);
  if (ofAny.length > 0) return { runs: ofAny };
  const first = runs[0]?.jobWorkflowRef ?? '';
  const [, repository = '', path = '', ref = ''] = /^([^/]+\/[^/]+)\/([^@]+)@(.+)$/.exec(first) ?? [];
  return {
    file: { repository, path, ref },
    runs: runs.filter(({ jobWorkflowRef }) => jobWorkflowRef === first),
  };
}

function pushOf(
  runs: readonly TrustedRun[],
  environment: string | undefined,
  wanted: readonly string[] | undefined,
): YamlMapping | undefined {
  const anyRef = environment !== undefined && runs.some(({ ref }) => ref === undefined);
  if (wanted !== undefined) {
    refuseIf(
      'branches',
      anyRef ? undefined : 'must not be set because the role trusts specific branches and tags only',
    );
    validateEach('branches', wanted, branchRule);
    return { branches: [...new Set(wanted)].map(exactFilter) };
  }
  if (anyRef) return undefined;
  const branches = runs.flatMap((run) => filterOf(run, 'branch', 'refs/heads/'));
  const tags = runs.flatMap((run) => filterOf(run, 'tag', 'refs/tags/'));
  return {
    branches: branches.length > 0 ? [...new Set(branches)] : undefined,
    tags: tags.length > 0 ? [...new Set(tags)] : undefined,
  };
}

/** The filter for a run on that kind of ref, or none. */
function filterOf({ place, ref }: TrustedRun, kind: 'branch' | 'tag', prefix: string): string[] {
  if (place.kind === kind) return [place.isPattern ? patternFilter(place.name) : exactFilter(place.name)];
  return ref?.startsWith(prefix) ? [exactFilter(ref.slice(prefix.length))] : [];
}

/** The refs that a workflow runs for. Undefined if a user or another workflow may start it for any ref. */
export function trustedRefs({ runs, push }: WorkflowTrigger): RunRefs | undefined {
  if (push === undefined) return undefined;
  const refs = runs.map(({ place: { kind, name }, ref = '' }) => (kind === 'environment' ? ref : `${kind}:${name}`));
  const named = (...starts: string[]) =>
    refs.flatMap((ref) => starts.flatMap((start) => (ref.startsWith(start) ? [ref.slice(start.length)] : [])));
  const given = Array.isArray(push.branches) ? push.branches.map((filter) => String(filter).replaceAll('\\', '')) : [];
  const branches = named('branch:', 'refs/heads/');
  return {
    branches: branches.length > 0 ? branches : given,
    tags: named('tag:', 'refs/tags/'),
    decides: runs.some(({ place }) => place.kind === 'environment') ? 'the workflow runs for' : 'the role trusts',
    remedy: "Add one to the role's subjects",
  };
}

/** The Git tags, or patterns with `*`, that an image with a prefix is built for, without that prefix. */
export function tagsOfImage(tags: readonly string[], prefix: string): string[] {
  return tags.flatMap((tag) => {
    const [start = '', ...others] = tag.split('*');
    if (start.startsWith(prefix)) return [tag.slice(prefix.length)];
    return others.length > 0 && prefix.startsWith(start) ? [`*${others.join('*')}`] : [];
  });
}

/** Whether all runs are for the same branch or Git tag, so that no two of them are for the same commit at the same time. */
export function isForOneRef(trigger: WorkflowTrigger): boolean {
  const { branches = [], tags = [] } = trustedRefs(trigger) ?? {};
  const refs = [...branches.map((name) => `branch ${name}`), ...tags.map((name) => `tag ${name}`)];
  return new Set(refs).size === 1 && !refs.some((ref) => ref.includes('*'));
}

/** The words for a trigger after "Runs". */
export function triggerWords({ push, environment, isCalled }: WorkflowTrigger): string {
  const where = environment === undefined ? '' : ` in the environment ${quote(environment)}`;
  if (isCalled) return `when another workflow calls it${where}`;
  return push === undefined ? `when it is started manually${where}` : `for pushes that the role trusts${where}`;
}

/**
 * One branch or tag as a filter of `on.push`, in which some characters that Git allows in names are special.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function exactFilter(name: string): string {
  return name.replace(/[*?+![\\]/g, '\\$&');
}

/** A pattern of IAM as a filter. Its `*` matches slashes too, which is `**` in a filter. */
export function patternFilter(pattern: string): string {
  return pattern.split(/\*+/).map(exactFilter).join('**');
}
