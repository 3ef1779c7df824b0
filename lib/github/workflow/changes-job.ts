import { findImages } from './scripts';
import { type WorkflowPlan } from './workflow-plan';
import { actionStep, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

const id = 'changes';

/** The job that finds the images that a run builds. It has no credentials of the role, and needs no approval. */
export function changesJob(parts: WorkflowParts, plans: readonly WorkflowPlan[]): YamlMapping {
  const { runners } = parts.plan;
  const images = plans.flatMap(({ image }) => image ?? []);
  if (images.length === 0) return {};
  const variables = images.flatMap(({ name, paths, tagPrefix }, index) => {
    const number = String(index).padStart(2, '0');
    return [
      [`IMAGE_NAME_${number}`, name],
      [`IMAGE_PATHS_${number}`, paths && `${paths.join('\n')}\n`],
      [`IMAGE_TAG_PREFIX_${number}`, tagPrefix],
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
        env: { PUSHED_FROM: '${{ github.event.before }}', ...Object.fromEntries(variables) },
        run: findImages,
      }),
    ],
  };
  return { [id]: new YamlNote(job, ['Finds the images that this run builds. The jobs of the others are skipped.']) };
}

/** The settings of the first job of one image among several: it runs only if the image is built. */
export function ifChanged({ plan: { image } }: WorkflowParts): YamlMapping {
  if (image === undefined) return {};
  return { needs: id, if: `contains(fromJSON(needs.${id}.outputs.images), '${image.name}')` };
}
