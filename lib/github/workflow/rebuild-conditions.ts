import { tagKinds } from '../../naming/tag-kinds';
import { changesJobId, isChanged } from './changes-job';
import { type WorkflowPlan } from './workflow-plan';
import { jobId, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/** The settings of the first job that builds an image: the jobs before it, and the condition if they may be skipped. */
export function startOf({ plan }: WorkflowParts): YamlMapping {
  const { image, rebuilds } = plan;
  if (rebuilds === undefined) return image === undefined ? {} : { needs: changesJobId, if: isChanged(image.name) };
  const chosen = `(github.event.schedule != '${rebuilds.cron}' || needs.${jobId(plan, 'rebuild')}.outputs.tag)`;
  return {
    needs: image === undefined ? jobId(plan, 'rebuild') : [changesJobId, jobId(plan, 'rebuild')],
    // Without a function of the status, GitHub skips a job after one that was skipped.
    if: allOf(['!failure() && !cancelled()', image && isChanged(image.name), chosen]),
  };
}

/** The condition of a job after one that built or published, with its own condition. GitHub skips it otherwise, as in `startOf`. */
export function afterJob({ rebuilds }: WorkflowPlan, job: string, condition?: string): string | undefined {
  if (rebuilds === undefined) return condition;
  return allOf([`!cancelled() && needs.${job}.result == 'success'`, condition]);
}

/** An output of the job `rebuild`, in an expression. It is empty in every other run. */
export function rebuildOutput(plan: WorkflowPlan, output: 'release' | 'tag' | 'revision'): string {
  return `needs.${jobId(plan, 'rebuild')}.outputs.${output}`;
}

/** The commit that the image is built of, as an expression. */
export function revisionOf(plan: WorkflowPlan): string {
  return `\${{ ${plan.rebuilds === undefined ? '' : `${rebuildOutput(plan, 'revision')} || `}github.sha }}`;
}

/** The variables of a step that names or tags an image which may be a release that is built again. */
export function rebuildVariables(plan: WorkflowPlan): YamlMapping {
  if (plan.rebuilds === undefined) return {};
  return {
    REBUILDS: true,
    REBUILD_RELEASE: `\${{ ${rebuildOutput(plan, 'release')} }}`,
    REBUILD_TAG: `\${{ ${rebuildOutput(plan, 'tag')} }}`,
    REBUILD_REVISION: `\${{ ${rebuildOutput(plan, 'revision')} }}`,
  };
}

/** The length of the tag of a commit. The tags of a rebuild do not contain it. */
export function commitCharacters({ rebuilds, tags }: WorkflowPlan): YamlMapping {
  const kinds = tags.map(({ _kind }) => _kind).filter((kind) => tagKinds[kind].namesCommit);
  if (rebuilds === undefined || kinds.length === 0) return {};
  return { COMMIT_CHARACTERS: kinds.includes('commit') ? 40 : 12 };
}

/** Conditions that must all hold. */
export function allOf(conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' && ');
}
