import { Token } from 'aws-cdk-lib';
import { type Attestations } from '../../build-input/attestations';
import { type RebuildOptions } from '../../build-input/rebuild-options';
import { validateRebuilds } from '../../build-input/validate-rebuilds';
import { type ImageTag } from '../../naming/image-tag';
import { posixCron } from '../../private/ci/posix-cron';
import { type Problem, InvalidInputError, quote, refuseIf } from '../../private/validation/validation';
import { type PublishedRepository } from './published';
import { trustedRefs, type WorkflowTrigger } from './workflow-trigger';

/** When a workflow looks for newer base images of the newest release. */
export interface WorkflowSchedule {
  readonly cron: string;
  /** The time zone, if it is not UTC. */
  readonly timeZone?: string;
}

/** The image whose releases are built again, and the runs that would do it. */
interface Rebuilt {
  readonly tags: readonly ImageTag[];
  readonly attestations: Attestations;
  readonly repository: PublishedRepository;
  readonly trigger: WorkflowTrigger;
}

/** The schedule of a workflow. Throws if GitHub could not start it, or if the role could not do what it does. */
export function workflowRebuilds(
  rebuilds: RebuildOptions | undefined,
  { repository, trigger, ...image }: Rebuilt,
): WorkflowSchedule | undefined {
  if (rebuilds === undefined) return undefined;
  validateRebuilds(rebuilds, { ...image, builder: 'buildx', refs: undefined });
  refuseIf('rebuilds', triggerProblem(trigger) ?? rebuildRightsProblem(repository));
  return scheduleOf(rebuilds, { system: 'GitHub', file: 'workflow' });
}

/** A schedule as a CI system starts it. Throws for one that the system does not have. */
export function scheduleOf(
  rebuilds: RebuildOptions,
  { system, file }: { readonly system: string; readonly file: 'workflow' | 'pipeline' },
): WorkflowSchedule {
  const { expressionString: expression, timeZone: { timezoneName: timeZone = '' } = {} } = rebuilds.schedule;
  refuseIf('rebuilds.schedule', Token.isUnresolved([expression, timeZone]) ? unresolvedProblem(file) : undefined);
  const translated = posixCron(expression);
  if ('reason' in translated) {
    throw new InvalidInputError(
      `\`rebuilds.schedule\` must be a schedule that ${system} has, got ${quote(expression)}. ${translated.reason}.`,
    );
  }
  refuseIf('rebuilds.schedule', frequencyProblem(translated.cron, expression));
  const isUtc = timeZone === '' || /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/.test(timeZone);
  return { cron: translated.cron, timeZone: isUtc ? undefined : timeZone };
}

/** GitHub starts runs of a schedule for the default branch only. */
function triggerProblem(trigger: WorkflowTrigger): Problem {
  if (trigger.isCalled) return calledProblem;
  const refs = trustedRefs(trigger);
  if (refs === undefined || refs.branches.length > 0) return undefined;
  return (
    `requires the default branch, for which GitHub starts every scheduled run, but ${refs.decides} no branch. ` +
    `${refs.remedy}.`
  );
}

/** The problem with a role that could not find the release to build again. */
export function rebuildRightsProblem({ mayList = false, mayPull }: PublishedRepository): Problem {
  const missing = [...(mayList ? [] : ['listRepositories']), ...(mayPull ? [] : ['pullRepositories'])];
  return missing.length === 0
    ? undefined
    : 'requires a role that may list the tags of the repository and read the provenance of its images. Add the repository to the ' +
        `role's ${missing.join(' and ')}.`;
}

function frequencyProblem(cron: string, expression: string): Problem {
  const [minutes = ''] = cron.split(' ');
  return /^\d+$/.test(minutes)
    ? undefined
    : `must fire at most once an hour, got ${quote(expression)}. Each start costs a run`;
}

const calledProblem =
  'must not be set if the file is in another GitHub repository, which has no schedule for the repository that calls it';

function unresolvedProblem(file: string): string {
  return `must be known at synth, got a token. The ${file} file is written before the deployment.`;
}
