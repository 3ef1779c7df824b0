import { findImages, findScheduledImages } from './scripts';
import { type WorkflowPlan } from './workflow-plan';
import { actionStep, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

/** The id of the job. */
export const changesJobId = 'changes';

/** The job that finds the images that a run builds. It has no credentials of the role, and needs no approval. */
export function changesJob(parts: WorkflowParts, plans: readonly WorkflowPlan[]): YamlMapping {
  const { runners } = parts.plan;
  const images = plans.flatMap(({ image, rebuilds }) => (image ? [{ ...image, schedule: rebuilds?.cron }] : []));
  if (images.length === 0) return {};
  const isScheduled = images.some(({ schedule }) => schedule !== undefined);
  const variables = images.flatMap(({ name, paths, tagPrefix, schedule }, index) => {
    const number = String(index).padStart(2, '0');
    return [
      [`IMAGE_NAME_${number}`, name],
      [`IMAGE_PATHS_${number}`, paths && `${paths.join('\n')}\n`],
      [`IMAGE_TAG_PREFIX_${number}`, tagPrefix],
      [`IMAGE_SCHEDULE_${number}`, schedule],
    ] as const;
  });
  const job = {
    'runs-on': runners['linux/amd64'],
    'timeout-minutes': 10,
    permissions: { contents: 'read' },
    outputs: { images: '${{ steps.changes.outputs.images }}' },
    steps: [
      actionStep(parts, 'actions/checkout', 'Check out the history without the files', {
        with: { 'persist-credentials': false, 'fetch-depth': 0, 'sparse-checkout': '.github' },
      }),
      shellStep('Find the images to build', {
        id: 'changes',
        env: {
          PUSHED_FROM: '${{ github.event.before }}',
          SCHEDULE: isScheduled ? '${{ github.event.schedule }}' : undefined,
          ...Object.fromEntries(variables),
        },
        run: isScheduled ? findScheduledImages : findImages,
      }),
    ],
  };
  return {
    [changesJobId]: new YamlNote(job, ['Finds the images that this run builds. The jobs of the others are skipped.']),
  };
}

/** The condition that a run builds one image among several. */
export function isChanged(name: string): string {
  return `contains(fromJSON(needs.${changesJobId}.outputs.images), '${name}')`;
}
