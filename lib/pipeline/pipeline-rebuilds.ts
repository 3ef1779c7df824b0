import { type Attestations } from '../build-input/attestations';
import { type RebuildOptions } from '../build-input/rebuild-options';
import { validateRebuilds } from '../build-input/validate-rebuilds';
import { type PublishedRepository } from '../github/workflow/published';
import { rebuildRightsProblem, scheduleOf, type WorkflowSchedule } from '../github/workflow/workflow-rebuilds';
import { type ImageTag } from '../naming/image-tag';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type PipelineSystem, type PipelineTrigger } from './pipeline-system';

/** The image whose releases are built again, and the pipelines that would do it. */
interface Rebuilt {
  readonly tags: readonly ImageTag[];
  readonly attestations: Attestations;
  readonly repository: PublishedRepository;
  readonly trigger: PipelineTrigger;
}

/** The schedule of a pipeline. Throws if the CI system could not start it, or if the role could not do what it does. */
export function pipelineRebuilds(
  system: PipelineSystem,
  rebuilds: RebuildOptions | undefined,
  { repository, trigger, ...image }: Rebuilt,
): WorkflowSchedule | undefined {
  if (rebuilds === undefined) return undefined;
  refuseIf('rebuilds', system.isScheduled === undefined ? otherSystemProblem(system) : undefined);
  validateRebuilds(rebuilds, { ...image, builder: 'buildx', refs: undefined });
  refuseIf('rebuilds', branchProblem(trigger) ?? rebuildRightsProblem(repository));
  return scheduleOf(rebuilds, { system: system.name, file: 'pipeline' });
}

function branchProblem({ refs = [] }: PipelineTrigger): Problem {
  return refs.some(({ kind }) => kind === 'branch')
    ? undefined
    : "requires a branch, for which the schedule starts, but the role trusts no branch. Add one to the role's subjects.";
}

function otherSystemProblem({ name }: PipelineSystem): string {
  return (
    `must not be set for ${name}, got one. Its schedules start custom pipelines only, and this file has none for releases. Use ` +
    'CodeBuild, GitHub or GitLab for the rebuilds.'
  );
}
